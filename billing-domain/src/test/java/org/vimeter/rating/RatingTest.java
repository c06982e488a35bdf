package org.vimeter.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Currency;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vimeter.money.Money;
import org.vimeter.money.UnitPrice;

class RatingTest {
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;

    private static Tariff seedTraffic(boolean capped) {
        return new Tariff(5120 * GIB, 10240 * GIB, price("300"), GIB, LimitTest.REACHED, capped);
    }

    private static UnitPrice price(String amount) {
        return new UnitPrice(new BigDecimal(amount), EUR);
    }

    /** Rates totals one after another, as days do, and gives the charges. */
    private static String charges(Tariff tariff, long... totals) {
        var charged = Money.zero(EUR);
        var charges = new StringBuilder();
        for (long total : totals) {
            var rated = Rating.rate(tariff, total, new Charged(charged, Money.zero(EUR)));
            charges.append(charges.isEmpty() ? "" : " ").append(rated.charge().amount());
            charged = rated.due();
        }
        return charges.toString();
    }

    @Test
    void exactlyTheAllowanceIsFree() {
        assertThat(charges(seedTraffic(false), 5120 * GIB)).isEqualTo("0.00");
    }

    @Test
    void theFirstUnitOverAndHalfAUnitMoreAndACorrectionDown() {
        assertThat(charges(seedTraffic(false), 5120 * GIB, 5121 * GIB, 5121 * GIB + 512 * MIB, 5121 * GIB))
                .isEqualTo("0.00 300.00 150.00 -150.00");
    }

    @Test
    void theLimitIsReachedOnTheThirdDay() {
        assertThat(charges(seedTraffic(false), 9000 * GIB, 10239 * GIB, 10240 * GIB))
                .isEqualTo("1164000.00 371700.00 300.00");
        assertThat(Rating.rate(seedTraffic(false), 10239 * GIB).limitBreached()).isFalse();
        assertThat(Rating.rate(seedTraffic(false), 10240 * GIB).limitBreached()).isTrue();
    }

    @Test
    void cappedUsageBeyondTheLimitIsNotCharged() {
        assertThat(charges(seedTraffic(true), 9000 * GIB, 11000 * GIB)).isEqualTo("1164000.00 372000.00");
        assertThat(Rating.rate(seedTraffic(true), 11000 * GIB).limitBreached()).isTrue();
        assertThat(seedTraffic(true).largestCharge()).isEqualTo(Money.of("1536000.00", "EUR"));
    }

    @ParameterizedTest(name = "{0} s of CPU in a day cost {1}")
    @CsvSource({"3000, 0.00", "4000, 4.00", "3601, 0.01"})
    void cpuSecondsPerDay(long seconds, String charge) {
        var tariff = new Tariff(3600 * 1000, null, price("0.01"), 1000, LimitTest.REACHED, false);
        assertThat(charges(tariff, seconds * 1000)).isEqualTo(charge);
    }

    @Test
    void ioInIops() {
        long iops = 86_400;
        var tariff = new Tariff(10 * iops, null, price("2.00"), iops, LimitTest.REACHED, false);
        assertThat(charges(tariff, 1_036_800)).isEqualTo("4.00");
    }

    @Test
    void aPriceBelowTheCentIsRoundedOncePerPeriod() {
        var tariff = new Tariff(0, null, price("0.004"), GIB, LimitTest.REACHED, false);
        assertThat(charges(tariff, GIB, 2 * GIB, 3 * GIB)).isEqualTo("0.00 0.01 0.00");
    }

    @Test
    void trafficIsTheSumOrTheMaximumOfInAndOut() {
        assertThat(Combine.SUM.apply(3 * GIB, 5 * GIB)).isEqualTo(8 * GIB);
        assertThat(Combine.MAXIMUM.apply(3 * GIB, 5 * GIB)).isEqualTo(5 * GIB);
    }

    @Test
    void exceededMeansMoreThanTheLimit() {
        var tariff = new Tariff(0, 10L, price("1"), 1, LimitTest.EXCEEDED, false);
        assertThat(Rating.rate(tariff, 10).limitBreached()).isFalse();
        assertThat(Rating.rate(tariff, 11).limitBreached()).isTrue();
    }

    @Test
    void negativeUsageAndImpossibleTariffsAreRefused() {
        assertThatThrownBy(() -> Rating.rate(seedTraffic(false), -1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> new Tariff(11, 10L, price("1"), 1, LimitTest.REACHED, false))
                .hasMessageContaining("included 11, limit 10");
        assertThatThrownBy(() -> price("-1")).hasMessageContaining("negative");
    }

    /** However a period's total is split, repeated and corrected, its charges add up to its price. */
    @Test
    void chargesTelescope() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            var tariff = anyTariff(random);
            var totals = LongStream.generate(() -> random.nextLong(1L << 45))
                    .limit(1 + random.nextInt(40))
                    .toArray();
            var sum = Arrays.stream(charges(tariff, withRepeats(totals, random)).split(" "))
                    .map(BigDecimal::new)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(sum)
                    .as("seed %d round %d", seed, round)
                    .isEqualByComparingTo(naive(tariff, totals[totals.length - 1]));
        }
    }

    /** More usage never costs less, nothing costs below the allowance, and the cap is never passed. */
    @Test
    void thePriceIsMonotoneAndBounded() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            var tariff = anyTariff(random);
            long less = random.nextLong(1L << 45);
            long more = less + random.nextLong(1L << 40);
            var low = Rating.rate(tariff, less).due();
            var high = Rating.rate(tariff, more).due();
            assertThat(high).as("seed %d round %d", seed, round).isGreaterThanOrEqualTo(low);
            assertThat(low.isNegative()).isFalse();
            assertThat(Rating.rate(tariff, tariff.included()).due().isZero()).isTrue();
            var most = tariff.largestCharge();
            if (tariff.capped() && most != null) {
                assertThat(high).as("seed %d round %d", seed, round).isLessThanOrEqualTo(most);
            }
        }
    }

    private static long[] withRepeats(long[] totals, Random random) {
        return Arrays.stream(totals)
                .flatMap(total -> LongStream.generate(() -> total).limit(1 + random.nextInt(3)))
                .toArray();
    }

    private static Tariff anyTariff(Random random) {
        long included = random.nextLong(1L << 44);
        Long limit = random.nextBoolean() ? included + random.nextLong(1L << 44) : null;
        var price = new UnitPrice(BigDecimal.valueOf(random.nextLong(10_000_000_000L), random.nextInt(11)), EUR);
        long[] units = {1, 1000, 86_400, MIB, GIB};
        return new Tariff(
                included, limit, price, units[random.nextInt(units.length)], LimitTest.REACHED, random.nextBoolean());
    }

    /** The formula again, in fractions. */
    private static BigDecimal naive(Tariff tariff, long used) {
        var billed = BigDecimal.valueOf(used);
        if (tariff.capped() && tariff.limit() != null) {
            billed = billed.min(BigDecimal.valueOf(tariff.limit()));
        }
        var over = billed.subtract(BigDecimal.valueOf(tariff.included())).max(BigDecimal.ZERO);
        return over.multiply(tariff.price().amount())
                .divide(BigDecimal.valueOf(tariff.unit()), 2, RoundingMode.HALF_UP);
    }
}
