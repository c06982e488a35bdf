package org.vimeter.dailyrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vimeter.account.AccountId;
import org.vimeter.explain.Explanations;
import org.vimeter.ledger.Cause;
import org.vimeter.ledger.Statement;
import org.vimeter.service.ServiceId;
import org.vimeter.testing.Shop;
import org.vimeter.testing.Shop.AddOnTerms;

/** Random months: days run in any order, repeated, missed, corrected, lost. The money is that of the final usage. */
class HistoriesTest {
    private static final LocalDate MAY_1 = LocalDate.of(2026, 5, 1);
    private static final int DAYS = 12;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theDebitsAreThePriceOfTheFinalUsage(int round) {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var shop = new Shop();
        shop.clock.set(Instant.parse("2026-05-31T23:00:00Z"));
        long servicePackage = shop.servicePackage("p");
        shop.addOn(
                servicePackage,
                "traffic",
                AddOnTerms.of("in,out", "KiB", "0.0371")
                        .includes(100_000)
                        .limit(400_000)
                        .capped());
        shop.addOn(
                servicePackage,
                "cpu",
                AddOnTerms.of("cpu", "second", "0.013").includes(30_000).perDay());
        AccountId account = shop.account("Anna", "100000");
        ServiceId service = shop.service(account, servicePackage, "1", MAY_1);
        var last = new HashMap<LocalDate, Map<String, Long>>();
        for (int step = 0; step < 60; step++) {
            var day = MAY_1.plusDays(random.nextInt(DAYS));
            for (var meter : new String[] {"in", "out", "cpu"}) {
                change(shop, last, random, day, meter);
            }
            shop.servers.down = random.nextInt(10) == 0;
            if (!shop.servers.down) {
                last.computeIfAbsent(day, key -> new HashMap<>()).put("read", 1L);
                read(shop, last, day);
            }
            shop.run(day);
        }
        assertThat(shop.balance(account).amount())
                .as("seed %d", seed)
                .isEqualByComparingTo(new BigDecimal("100000").subtract(price(last)));
        assertExplained(shop, account, seed);
        assertThat(service.value()).isPositive();
    }

    /** What the server holds now; a reading makes it what we know. */
    private final Map<String, Long> held = new HashMap<>();

    private void change(Shop shop, Map<LocalDate, Map<String, Long>> last, Random random, LocalDate day, String meter) {
        var key = day + meter;
        switch (random.nextInt(4)) {
            case 0 -> {
                held.put(key, (long) random.nextInt(80_000));
                shop.servers.uses("1", day, meter, held.get(key));
            }
            case 1 -> {
                if (held.remove(key) != null) {
                    shop.servers.forgets("1", day, meter);
                }
            }
            default -> {
                // stays as it is
            }
        }
    }

    private void read(Shop shop, Map<LocalDate, Map<String, Long>> last, LocalDate day) {
        for (var meter : new String[] {"in", "out", "cpu"}) {
            var value = held.get(day + meter);
            if (value != null) {
                last.get(day).put(meter, value);
            }
        }
    }

    private static BigDecimal price(Map<LocalDate, Map<String, Long>> last) {
        long traffic = 0;
        var total = BigDecimal.ZERO;
        for (var day : last.values()) {
            traffic += day.getOrDefault("in", 0L) + day.getOrDefault("out", 0L);
            total = total.add(rounded(Math.max(0, day.getOrDefault("cpu", 0L) - 30_000), "0.013", 1000));
        }
        return total.add(rounded(Math.max(0, Math.min(traffic, 400_000) - 100_000), "0.0371", 1024));
    }

    private static BigDecimal rounded(long over, String price, long unit) {
        return BigDecimal.valueOf(over)
                .multiply(new BigDecimal(price))
                .divide(BigDecimal.valueOf(unit), 2, RoundingMode.HALF_UP);
    }

    /** Every charge can be computed again from the rows as they were known when it was made. */
    private static void assertExplained(Shop shop, AccountId account, long seed) {
        var statement = new Statement(shop.db);
        var explanations = new Explanations(shop.db, statement);
        for (var entry : statement.page(account, Long.MAX_VALUE, 1000)) {
            if (entry.cause() == Cause.CHARGE) {
                assertThat(explanations.of(account, entry.id()).orElseThrow().matches())
                        .as("seed %d entry %d", seed, entry.id())
                        .isTrue();
            }
        }
    }
}
