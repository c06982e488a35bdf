package org.vimeter.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vimeter.account.AccountId;
import org.vimeter.discovery.Discovery;
import org.vimeter.enforcement.SuspensionCause;
import org.vimeter.ledger.Ledger;
import org.vimeter.money.Money;
import org.vimeter.offer.Drawer;
import org.vimeter.offer.Storefront;
import org.vimeter.problem.Refused;
import org.vimeter.server.ServerId;
import org.vimeter.service.ServiceId;
import org.vimeter.testing.Shop;
import org.vimeter.vm.Vm;

/** What somebody might try to get for nothing, and VMs that might be taken for ours. Today is 20 May 2026. */
class LoopholesTest {
    private final Storefront store = new Storefront();
    private final Shop shop = store.shop;
    private final long start = store.published("start", input -> {});
    private final AccountId account = shop.account("Anna", "1000");

    private EndInput end(String when) {
        var input = new EndInput();
        input.when = when;
        return input;
    }

    private List<String> periods() {
        return shop.db.list(
                "select period_start || ' ' || amount as line from recurring_charge where per <> 'SETUP' order by entry_id",
                row -> row.text("line"));
    }

    private String code(Runnable deed) {
        var refused = catchThrowableOfType(Refused.class, deed::run);
        return refused.faults().isEmpty()
                ? refused.problem().code()
                : refused.faults().get(0).problem().code();
    }

    private String vm() {
        return shop.servers.vms.keySet().iterator().next();
    }

    @Test
    void anEndThatIsPlannedInTheFirstMinuteOfAPeriodStillPaysForIt() {
        ServiceId service = store.active(account, store.input(start, "MONTHLY"));
        shop.clock.set(Instant.parse("2026-05-31T22:00:20Z")); // 1 June in Berlin
        store.endService.end(store.asking(account, service), end("PERIOD"));
        store.minutes(1);
        assertThat(periods()).containsExactly("2026-05-01 6.97", "2026-06-01 18.00");
        shop.clock.set(Instant.parse("2026-07-01T08:00:00Z"));
        store.minutes(2);
        assertThat(periods()).hasSize(2);
        assertThat(shop.servers.vms).isEmpty();
    }

    @Test
    void anEndThatFailsDoesNotMakeTheVmFree() {
        ServiceId service = store.active(account, store.input(start, "MONTHLY"));
        shop.servers.rename(vm(), "somebody-else");
        OrderId end = store.endService.end(store.asking(account, service), end("NOW"));
        store.hours(14);
        assertThat(store.status(end)).isEqualTo("STAFF STOP");
        shop.clock.set(Instant.parse("2026-06-01T08:00:00Z"));
        store.minutes(1);
        assertThat(periods()).endsWith("2026-06-01 18.00");
    }

    @Test
    void moreByDayAndLessByNightIsPaid() {
        ServiceId service = store.active(account, store.input(start, "MONTHLY"));
        for (var size : List.of("8192", "1024")) {
            var change = store.change();
            change.quantities.put("mem", size);
            store.changeService.change(store.asking(account, service), change);
            store.minutes(2);
        }
        // seven GiB of 1.50 for one of 31 days
        assertThat(periods()).endsWith("2026-05-01 4.06", "2026-05-01 -3.72");
    }

    @Test
    void aPackageIsChangedOnceADay() {
        long twin = store.published("twin", input -> {});
        ServiceId service = store.active(account, store.input(start, "MONTHLY"));
        var there = store.change();
        there.servicePackage = twin;
        store.changeService.change(store.asking(account, service), there);
        store.minutes(2);
        var back = store.change();
        back.servicePackage = start;
        assertThat(code(() -> store.changeService.change(store.asking(account, service), back)))
                .isEqualTo("order.once-a-day");
    }

    @Test
    void aChangeKeepsImageAndPolicyAndGivesNoLongPeriodBack() {
        shop.servers.images.add("other");
        store.drawer.image("other");
        long without = store.published("without", input -> {
            input.images = new ArrayList<>(List.of("other"));
            input.addOns.removeIf(addOn -> addOn.type.equals("ostempl"));
        });
        long cheap = store.published("cheap", input -> {
            input.prices.removeIf(price -> price.per.equals("YEARLY"));
            input.prices.add(Drawer.price("EUR", "YEARLY", "1.00"));
        });
        ServiceId service = store.active(account, store.input(start, "YEARLY"));
        shop.clock.set(Instant.parse("2026-05-22T08:00:00Z"));
        var change = store.change();
        change.servicePackage = without;
        assertThat(code(() -> store.changeService.change(store.asking(account, service), change)))
                .isEqualTo("order.image");
        var less = store.change();
        less.servicePackage = cheap;
        assertThat(code(() -> store.changeService.change(store.asking(account, service), less)))
                .isEqualTo("order.long-period");
        assertThat(store.status(store.changeService.change(store.staff(account, service), less)))
                .startsWith("OPEN");
    }

    @Test
    void anotherServersVmOfTheSameNameIsNotAdopted() {
        long second = shop.id("""
                insert into server (name, kind, url, login, password_sealed, zone)
                    select 's2', kind, url, login, password_sealed, zone from server where id = ? returning id
                """, shop.server);
        shop.db.update("insert into disk_image (server_id, name, read_at) values (?, ?, now())", second, Drawer.DEBIAN);
        long both = store.published("both", input -> input.servers.add("s2"));
        shop.servers.failing.put("owner", 10);
        OrderId order = store.order(account, store.input(both, "MONTHLY"));
        store.hours(10);
        assertThat(store.status(order)).isEqualTo("STAFF OWNER");
        shop.servers.add("900");
        shop.servers.rename("900", "vps" + order);
        store.tasks.move(order, new ServerId(second), "admin");
        for (int i = 0; i < 3; i++) {
            store.provisioner.work(second);
        }
        assertThat(store.status(order)).isEqualTo("DONE END");
        assertThat(shop.db.list("select vm_id from service", row -> row.text("vm_id")))
                .doesNotContain("900");
    }

    @Test
    void aVmThatWasRenamedDuringItsInstallationIsNotLeftBehind() {
        shop.servers.installation = 2;
        OrderId order = store.order(account, store.input(start, "MONTHLY"));
        store.minutes(1);
        shop.servers.rename(vm(), "mine");
        store.hours(14);
        store.tasks.cancel(order, null, "admin");
        store.hours(14);
        assertThat(store.status(order)).isEqualTo("STAFF REMOVE");
        shop.servers.rename(vm(), "vps" + order);
        store.tasks.retry(order, "admin");
        store.minutes(6);
        assertThat(shop.servers.vms).isEmpty();
    }

    @Test
    void aMoveThatFailedIsTriedAgain() {
        long second = shop.id("""
                insert into server (name, kind, url, login, password_sealed, zone)
                    select 's2', kind, url, login, password_sealed, zone from server where id = ? returning id
                """, shop.server);
        shop.db.update("insert into disk_image (server_id, name, read_at) values (?, ?, now())", second, Drawer.DEBIAN);
        long both = store.published("both", input -> input.servers.add("s2"));
        shop.servers.failing.put("isDone", 10);
        OrderId order = store.order(account, store.input(both, "MONTHLY"));
        store.hours(10);
        assertThat(store.status(order)).isEqualTo("STAFF INSTALL");
        store.tasks.move(order, new ServerId(second), "admin");
        shop.servers.failing.put("delete", 10);
        store.hours(12);
        assertThat(store.status(order)).isEqualTo("STAFF REMOVE");
        store.tasks.retry(order, "admin");
        store.minutes(6);
        for (int i = 0; i < 3; i++) {
            store.provisioner.work(second);
        }
        assertThat(store.status(order)).isEqualTo("DONE END");
        assertThat(shop.servers.vms.values().stream().map(Vm::name)).containsExactly("vps" + order + "-2");
    }

    @Test
    void aChangeOfAVmThatIsGoneCanBeCancelled() {
        ServiceId service = store.active(account, store.input(start, "MONTHLY"));
        shop.servers.add("7");
        shop.servers.remove(vm());
        var change = store.change();
        change.quantities.put("mem", "2048");
        OrderId order = store.changeService.change(store.asking(account, service), change);
        store.hours(14);
        assertThat(store.status(order)).isEqualTo("STAFF RESIZE");
        store.tasks.cancel(order, null, "admin");
        store.minutes(1);
        assertThat(store.status(order)).isEqualTo("CANCELLED END");
        assertThat(store.status(store.endService.end(store.staff(account, service), end("NOW"))))
                .startsWith("OPEN");
    }

    @Test
    void aVmThatIsBeingMadeIsNobodysToAttach() {
        shop.servers.add("7");
        shop.servers.failing.put("create", -3);
        store.order(account, store.input(start, "MONTHLY"));
        store.pass();
        var found = new Discovery(shop.db, shop.connections).on(shop.server);
        assertThat(shop.servers.vms).hasSize(2);
        assertThat(found.unknown().stream().map(Vm::id)).containsExactly("7");
    }

    @Test
    void whatWasDeliveredStandsAtTheEndAndUnreadNightsAreRead() {
        ServiceId service = store.active(account, store.input(start, "MONTHLY"));
        var vm = vm();
        shop.servers.uses(vm, LocalDate.of(2026, 5, 21), "in", 5);
        shop.servers.uses(vm, LocalDate.of(2026, 5, 24), "in", 7);
        shop.db.update("""
                insert into delivered_usage (source, event_id, service_id, day, meter, quantity, raw, actor, received_at)
                    values ('agent', '1', ?, '2026-05-24', 1, 9, '9', 'agent', ?)
                """, service, shop.clock.instant());
        shop.clock.set(Instant.parse("2026-05-25T08:00:00Z"));
        store.endService.end(store.asking(account, service), end("NOW"));
        store.minutes(2);
        assertThat(shop.servers.vms).isEmpty();
        shop.clock.set(Instant.parse("2026-05-26T08:00:00Z"));
        shop.dailyRun().catchUp(shop.server, "test");
        assertThat(shop.db.list(
                        "select day || ' ' || quantities[1] as line from usage_day where quantities[1] > 0 order by day",
                        row -> row.text("line")))
                .containsExactly("2026-05-21 5", "2026-05-24 9");
    }

    @Test
    void aWaitingOrderIsNotCarriedOutAtAnotherPrice() {
        AccountId poor = shop.account("Poor", "1");
        OrderId order = store.order(poor, store.input(start, "MONTHLY"));
        store.drawer.next(
                start,
                LocalDate.of(2026, 5, 22),
                input -> input.prices.stream()
                        .filter(price -> price.per.equals("MONTHLY"))
                        .forEach(price -> price.amount = "150.00"));
        shop.clock.set(Instant.parse("2026-06-02T08:00:00Z"));
        shop.ledger.pay(new Ledger.Posting("p", poor, Money.of("100.00", "EUR"), "t", null));
        store.minutes(1);
        assertThat(store.status(order)).isEqualTo("CANCELLED END");
        assertThat(shop.balance(poor)).isEqualTo(Money.of("101.00", "EUR"));
    }

    @Test
    void withoutMoneyNothingBeginsAndWhoeverWasStoppedForAbuseOrdersNothing() {
        long free = store.published("free", input -> {
            input.prices = Drawer.prices(Drawer.price("EUR", "MONTHLY", "0"));
            input.addOns.removeIf(addOn -> addOn.type.equals("ostempl"));
        });
        AccountId broke = shop.account("Broke", "0");
        assertThat(store.status(store.order(broke, store.input(free, "MONTHLY"))))
                .isEqualTo("WAITING FUNDS");
        ServiceId service = store.active(account, store.input(start, "MONTHLY"));
        store.suspensions.suspend(service, SuspensionCause.ABUSE, "admin", "spam");
        assertThat(code(() -> store.order(account, store.input(start, "MONTHLY"))))
                .isEqualTo("order.suspended");
        assertThat(code(() -> store.endService.end(store.asking(account, service), end("NOW"))))
                .isEqualTo("order.held");
    }

    @Test
    void anEndThatIsTakenBackStartsTheVm() {
        ServiceId service = store.active(account, store.input(start, "MONTHLY"));
        shop.servers.deaf(vm());
        OrderId end = store.endService.end(store.asking(account, service), end("NOW"));
        store.pass();
        shop.servers.power(vm(), Vm.Power.STOPPED);
        store.tasks.cancel(end, account, "anna");
        shop.servers.hears(vm());
        store.minutes(2);
        assertThat(shop.servers.power(vm())).isEqualTo(Vm.Power.RUNNING);
    }
}
