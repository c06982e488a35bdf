package org.vimeter.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vimeter.account.AccountId;
import org.vimeter.enforcement.OverrideLimit;
import org.vimeter.enforcement.OverrideLimit.NewLimit;
import org.vimeter.enforcement.Suspension;
import org.vimeter.enforcement.SuspensionCause;
import org.vimeter.explain.Explanations;
import org.vimeter.ledger.Statement;
import org.vimeter.money.Money;
import org.vimeter.money.UnitPrice;
import org.vimeter.offer.Drawer;
import org.vimeter.offer.Storefront;
import org.vimeter.problem.Refused;
import org.vimeter.rating.LimitTest;
import org.vimeter.rating.Rating;
import org.vimeter.rating.Tariff;
import org.vimeter.service.ServiceId;
import org.vimeter.testing.Shop;
import org.vimeter.vm.Vm;

/** Packages changed in the middle of a month, and limits that staff raise. The service begins on 1 June 2026. */
class SwitchTest {
    private static final long GIB = 1L << 30;
    private static final LocalDate JUNE = LocalDate.of(2026, 6, 1);

    private final Storefront store = new Storefront();
    private final Shop shop = store.shop;
    private final long small = sold("small", "300", "600", "1");
    private final long large = sold("large", "600", "1200", "1");
    private final OverrideLimit limits = new OverrideLimit(shop.db, shop.clock);
    private final AccountId account = shop.account("Anna", "5000");
    private final ServiceId service = new ServiceId(begun());
    private final String vm = shop.servers.vms.keySet().iterator().next();

    private long sold(String name, String included, String limit, String price) {
        return store.published(name, input -> {
            var traffic = Drawer.named(input, "traffic");
            traffic.included = included;
            traffic.limit = limit;
            traffic.prices = Drawer.prices(Drawer.price("EUR", "OVERAGE", price));
        });
    }

    private long begun() {
        shop.clock.set(Instant.parse("2026-06-01T08:00:00Z"));
        return store.active(account, store.input(small, "MONTHLY")).value();
    }

    /** The nights up to a day, each with so much traffic, caught up with in the morning after the last. */
    private void nights(LocalDate from, LocalDate to, long gib) {
        from.datesUntil(to).forEach(day -> shop.servers.uses(vm, day, "in", gib * GIB));
        shop.clock.set(to.atTime(8, 0).toInstant(ZoneOffset.UTC));
        shop.dailyRun().catchUp(shop.server, "test");
        store.minutes(1);
    }

    private long switchTo(long servicePackage) {
        var input = store.change();
        input.servicePackage = servicePackage;
        OrderId order = store.changeService.change(store.asking(account, service), input);
        store.minutes(2);
        assertThat(store.status(order)).isEqualTo("DONE END");
        return order.value();
    }

    private Money usage() {
        return new Money(
                shop.db
                        .find(
                                "select coalesce(sum(amount), 0) as amount from charge where service_id = ?",
                                row -> row.decimal("amount"),
                                service)
                        .orElseThrow(),
                Shop.EUR);
    }

    @Test
    void theMonthIsCutAndSharedByDays() {
        nights(JUNE, JUNE.plusDays(10), 20);
        assertThat(usage().isZero()).isTrue();
        var draft = store.changeService.draft(store.asking(account, service), to(large));
        // ten of thirty days of 300 GiB are 100, and 200 were used
        assertThat(draft.settlements().get(0).more()).isEqualTo(Money.of("100.00", "EUR"));
        switchTo(large);
        nights(JUNE.plusDays(10), JUNE.plusDays(29), 30);
        // twenty of thirty days of 600 GiB are 400; 19 nights of 30 are 570
        assertThat(usage()).isEqualTo(Money.of("270.00", "EUR"));
        assertThat(shop.db.list(
                        "select period_start from charge group by 1 order by 1", row -> row.day("period_start")))
                .containsExactly(JUNE, JUNE.plusDays(10));
        everyChargeIsExplained();
    }

    private OrderInput to(long servicePackage) {
        var input = store.change();
        input.servicePackage = servicePackage;
        return input;
    }

    private void everyChargeIsExplained() {
        var explanations = new Explanations(shop.db, new Statement(shop.db));
        var charges = shop.db.list("select entry_id from charge", row -> row.number("entry_id"));
        assertThat(charges).isNotEmpty();
        charges.forEach(entry -> assertThat(
                        explanations.of(account, entry).orElseThrow().matches())
                .isTrue());
    }

    @Test
    void theRecurringPriceIsCutAtTheSameDay() {
        shop.clock.set(Instant.parse("2026-06-11T08:00:00Z"));
        var bigger = to(large);
        bigger.quantities.put("mem", "2048");
        OrderId order = store.changeService.change(store.asking(account, service), bigger);
        store.minutes(2);
        assertThat(store.status(order)).isEqualTo("DONE END");
        // 18.00 for all of June stands; RAM of 1.50 for twenty of thirty days is 1.00
        assertThat(shop.db.list(
                        "select rated from recurring_charge where per = 'MONTHLY' order by sequence",
                        row -> row.decimal("rated").toPlainString()))
                .containsExactly("18.00", "19.00");
    }

    @Test
    void aLimitOfTheFormerPackageNoLongerStops() {
        shop.servers.uses(vm, JUNE, "in", 700 * GIB);
        nights(JUNE.plusDays(1), JUNE.plusDays(2), 1);
        assertThat(shop.servers.power(vm)).isEqualTo(Vm.Power.STOPPED);
        switchTo(large);
        store.minutes(2);
        assertThat(shop.servers.power(vm)).isEqualTo(Vm.Power.RUNNING);
        nights(JUNE.plusDays(2), JUNE.plusDays(4), 1);
        assertThat(shop.servers.power(vm)).as("the closed part stops nothing").isEqualTo(Vm.Power.RUNNING);
    }

    @Test
    void aRaisedLimitReleasesAndTheNextPeriodHasItsOwn() {
        shop.servers.uses(vm, JUNE, "in", 700 * GIB);
        nights(JUNE.plusDays(1), JUNE.plusDays(2), 1);
        assertThat(shop.servers.power(vm)).isEqualTo(Vm.Power.STOPPED);
        var tooLow = new NewLimit(service, "traffic", new BigDecimal("200"), false, "asked by phone");
        assertThat(catchThrowableOfType(Refused.class, () -> limits.set(tooLow, "admin"))
                        .problem()
                        .code())
                .isEqualTo("limit.too-low");
        limits.set(new NewLimit(service, "traffic", new BigDecimal("800"), false, "asked by phone"), "admin");
        store.minutes(1);
        assertThat(shop.servers.power(vm)).isEqualTo(Vm.Power.RUNNING);
        nights(JUNE.plusDays(2), JUNE.plusDays(3), 50);
        assertThat(shop.servers.power(vm)).isEqualTo(Vm.Power.RUNNING);
        nights(JUNE.plusDays(3), JUNE.plusDays(4), 50);
        assertThat(shop.servers.power(vm)).isEqualTo(Vm.Power.STOPPED);
        nights(JUNE.plusDays(4), JUNE.plusDays(30), 0);
        assertThat(shop.servers.power(vm)).as("a new month").isEqualTo(Vm.Power.RUNNING);
        nights(LocalDate.of(2026, 7, 1), LocalDate.of(2026, 7, 2), 650);
        assertThat(shop.servers.power(vm)).as("its limit is the package's").isEqualTo(Vm.Power.STOPPED);
        everyChargeIsExplained();
    }

    @Test
    void severalReasonsHoldAtOnceAndAHoldKeepsOneFromComingBack() {
        nights(JUNE, JUNE.plusDays(1), 700);
        store.suspensions.suspend(service, SuspensionCause.ABUSE, "admin", "sends spam");
        store.suspensions.stop(account, service, "anna");
        store.minutes(1);
        assertThat(store.suspensions.ofService(service)).hasSize(3).allMatch(Suspension::isOpen);
        assertThat(catchThrowableOfType(Refused.class, () -> store.suspensions.start(account, service, "anna"))
                        .problem()
                        .code())
                .isEqualTo("service.held");
        for (var one : store.suspensions.ofService(service)) {
            assertThat(shop.servers.power(vm)).isEqualTo(Vm.Power.STOPPED);
            store.suspensions.release(
                    one.id(), "admin", one.cause() == SuspensionCause.LIMIT ? JUNE.plusDays(5) : null);
            store.minutes(1);
        }
        assertThat(shop.servers.power(vm)).isEqualTo(Vm.Power.RUNNING);
        nights(JUNE.plusDays(1), JUNE.plusDays(4), 1);
        assertThat(shop.servers.power(vm)).as("held").isEqualTo(Vm.Power.RUNNING);
        nights(JUNE.plusDays(4), JUNE.plusDays(6), 1);
        assertThat(shop.servers.power(vm)).as("the hold is over").isEqualTo(Vm.Power.STOPPED);
    }

    /** Whatever the days and the usage: never less than for the same usage without a change, but for a cent of rounding a part. */
    @Test
    void nobodyGainsBySwitching() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            var price = new UnitPrice(BigDecimal.ONE, Shop.EUR);
            var terms = new Tariff(300 * GIB, 600 * GIB, price, GIB, LimitTest.REACHED, random.nextBoolean());
            int cut = 1 + random.nextInt(29);
            long before = random.nextLong(900 * GIB);
            long after = random.nextLong(900 * GIB);
            var whole = Rating.rate(terms, before + after).due();
            var first = Rating.rate(terms.shared(cut, 30), before).due();
            var second = Rating.rate(terms.shared(30 - cut, 30), after).due();
            assertThat(first.plus(second).plus(Money.of("0.01", "EUR")))
                    .as("seed %d, %d days, %d + %d bytes", seed, cut, before, after)
                    .isGreaterThanOrEqualTo(whole);
        }
    }

    private static Money zero() {
        return Money.zero(Shop.EUR);
    }
}
