package org.vimeter.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vimeter.account.AccountId;
import org.vimeter.dailyrun.Brakes;
import org.vimeter.dailyrun.RunOrder;
import org.vimeter.dailyrun.RunReport.Status;
import org.vimeter.db.DbFault;
import org.vimeter.enforcement.SuspensionCause;
import org.vimeter.ledger.Ledger;
import org.vimeter.money.Money;
import org.vimeter.offer.Drawer;
import org.vimeter.offer.Storefront;
import org.vimeter.problem.Refused;
import org.vimeter.service.ServiceId;
import org.vimeter.testing.Shop;
import org.vimeter.testing.Shop.AddOnTerms;
import org.vimeter.vm.Vm;

/** Cases that were met once: calendars that differ, hosts that refuse, days that are missing, clocks that step back. */
class OddCasesTest {
    private final Storefront store = new Storefront();
    private final Shop shop = store.shop;

    private long package30(String name) {
        return store.published(name, input -> {
            input.prices.removeIf(price -> price.per.equals("SETUP") || price.per.equals("MONTHLY"));
            input.prices.add(Drawer.price("EUR", "MONTHLY", "27.00")); // with Debian 30.00
        });
    }

    private String balance(AccountId account) {
        return shop.balance(account).amount().toPlainString();
    }

    private void pay(AccountId account, String amount) {
        shop.ledger.pay(new Ledger.Posting("p" + amount, account, Money.of(amount, "EUR"), "t", null));
    }

    private long end(AccountId account, ServiceId service, boolean refund) {
        var input = new EndInput();
        input.when = "NOW";
        input.refund = refund;
        return store.endService.end(store.staff(account, service), input).value();
    }

    // -- one calendar for version and price

    /** A new version from 1 December, dearer; in Vladivostok that day has begun while UTC still has November. */
    @ParameterizedTest
    @ValueSource(strings = {"Asia/Vladivostok", "Pacific/Kiritimati", "UTC", "America/New_York"})
    void whatIsShownIsWhatIsCharged(String zone) {
        shop.clock.set(Instant.parse("2026-11-20T10:00:00Z"));
        store.zone = ZoneId.of(zone);
        shop.db.update("update server set zone = ?", zone);
        long start = package30("start");
        store.drawer.desk.revise(start);
        var dearer = store.drawer.desk.draft(start).input();
        dearer.prices.removeIf(price -> price.per.equals("MONTHLY"));
        dearer.prices.add(Drawer.price("EUR", "MONTHLY", "57.00"));
        store.drawer.desk.save(start, dearer);
        store.drawer.desk.publish(start, LocalDate.of(2026, 12, 1), 0, "test");
        shop.clock.set(Instant.parse("2026-11-30T21:57:00Z"));
        AccountId account = shop.account("Anna", "100");
        var first =
                store.desk.draft(account, store.input(start, "MONTHLY")).quote().first();
        var input = store.input(start, "MONTHLY");
        input.quoted = first.amount().toPlainString();
        OrderId order = store.order(account, input);
        store.pass();
        assertThat(store.status(order)).isEqualTo("DONE END");
        assertThat(shop.balance(account)).isEqualTo(Money.of("100", "EUR").minus(first));
    }

    @Test
    void anOrderThatWaitsForMoneyEastOfHereGoesOn() {
        shop.clock.set(Instant.parse("2026-11-30T21:57:00Z"));
        store.zone = ZoneId.of("Asia/Vladivostok");
        shop.db.update("update server set zone = 'Asia/Vladivostok'");
        long start = package30("start");
        AccountId account = shop.account("Anna", "1");
        OrderId order = store.order(account, store.input(start, "MONTHLY"));
        store.minutes(2);
        assertThat(store.status(order)).isEqualTo("WAITING FUNDS");
        pay(account, "29.00");
        store.minutes(1);
        assertThat(store.status(order)).isEqualTo("DONE END");
        assertThat(balance(account)).isEqualTo("0.00");
    }

    // -- what was confirmed is what is charged

    @Test
    void whatBecameDearerWhileTheHostRefusedIsConfirmedAgain() {
        shop.clock.set(Instant.parse("2026-11-26T10:00:00Z"));
        long start = package30("start");
        AccountId account = shop.account("Anna", "5");
        var input = store.input(start, "MONTHLY");
        input.quoted = "5.00";
        shop.servers.failing.put("create", 6);
        OrderId order = store.order(account, input);
        store.minutes(2);
        shop.clock.set(Instant.parse("2026-12-01T10:00:00Z"));
        store.minutes(2);
        assertThat(store.status(order)).isEqualTo("WAITING CREATE");
        assertThat(store.orders.story(order).shown().order().dearer()).isEqualTo(Money.of("30", "EUR"));
        assertThat(balance(account)).isEqualTo("5.00");
        long other = shop.id("select count(*) from service_order where status in ('OPEN', 'STAFF')");
        assertThat(other).as("nothing is kept back").isZero();
        assertThatThrownBy(() -> store.tasks.confirm(order, account, "29.00", "anna"))
                .isInstanceOf(Refused.class);
        AccountId stranger = shop.account("Eve", "1");
        assertThatThrownBy(() -> store.tasks.confirm(order, stranger, "30.00", "eve"))
                .isInstanceOf(Refused.class);
        store.tasks.confirm(order, account, "30.00", "anna");
        store.minutes(1);
        assertThat(store.status(order)).as("the money is not there yet").isEqualTo("WAITING CREATE");
        pay(account, "25.00");
        store.hours(8);
        assertThat(store.status(order)).isEqualTo("DONE END");
        assertThat(balance(account)).isEqualTo("0.00");
    }

    /** The VM is there when the month ends: it stands still, and is gone when the client declines. */
    @Test
    void whatBecameDearerDuringTheInstallationStandsStillUntilItIsConfirmedOrDeclined() {
        shop.clock.set(Instant.parse("2026-11-30T22:50:00Z")); // ten minutes before December in Berlin
        long start = package30("start");
        AccountId account = shop.account("Anna", "100");
        shop.servers.installation = 3;
        OrderId one = store.order(account, store.input(start, "MONTHLY"));
        OrderId other = store.order(account, store.input(start, "MONTHLY"));
        store.minutes(2);
        assertThat(store.status(one)).isEqualTo("OPEN INSTALL");
        shop.clock.set(Instant.parse("2026-11-30T23:01:00Z"));
        store.minutes(3);
        assertThat(store.status(one)).isEqualTo("WAITING ACTIVATE");
        assertThat(shop.servers.vms.values()).hasSize(2).allMatch(vm -> vm.power() == Vm.Power.STOPPED);
        store.tasks.confirm(one, account, "30.00", "anna");
        store.tasks.cancel(other, account, "anna");
        store.minutes(3);
        assertThat(store.status(one)).isEqualTo("DONE END");
        assertThat(store.status(other)).isEqualTo("CANCELLED END");
        assertThat(shop.servers.vms.values()).singleElement().matches(vm -> vm.power() == Vm.Power.RUNNING);
        assertThat(balance(account)).isEqualTo("70.00");
    }

    @Test
    void aChangeThatBecameDearerIsConfirmedAgain() {
        shop.clock.set(Instant.parse("2026-11-30T10:00:00Z"));
        long start = package30("start");
        AccountId account = shop.account("Anna", "100");
        ServiceId service = store.active(account, store.input(start, "MONTHLY"));
        shop.servers.failing.put("resize", 3);
        var change = store.change();
        change.quantities.put("mem", "8192"); // 10.50 more each month, 0.35 for today
        OrderId order = store.changeService.change(store.asking(account, service), change);
        store.minutes(1);
        shop.clock.set(Instant.parse("2026-12-01T10:00:00Z"));
        store.minutes(2);
        assertThat(store.status(order)).isEqualTo("WAITING RESIZE");
        store.tasks.confirm(order, account, "10.50", "anna");
        store.hours(3);
        assertThat(store.status(order)).isEqualTo("DONE END");
        // one day of November, December, and what December costs more
        assertThat(balance(account)).isEqualTo("58.50");
    }

    /** What the package does not sell comes from the template, also when the package changes. */
    @Test
    void anotherPackageGivesWhatItsTemplateGives() {
        long small = store.published("small", input -> input.addOns.removeIf(addOn -> addOn.type.equals("mem")));
        long large = store.published("large", input -> input.addOns.removeIf(addOn -> addOn.type.equals("mem")));
        long gib = 1L << 30;
        shop.servers.templateResources.put("small", Map.of("ncpu", 2L, "mem", 2 * gib, "disc", 10 * gib));
        shop.servers.templateResources.put("large", Map.of("ncpu", 4L, "mem", 8 * gib, "disc", 10 * gib));
        AccountId account = shop.account("Anna", "100");
        ServiceId service = store.active(account, store.input(small, "MONTHLY"));
        var vm = shop.servers.vms.keySet().iterator().next();
        shop.servers.resources.get(vm).putAll(Map.of("ncpu", 2L, "mem", 2 * gib));
        change(account, service, large);
        assertThat(shop.servers.resources.get(vm))
                .containsEntry("ncpu", 4L)
                .containsEntry("mem", 8 * gib)
                .containsEntry("disc", 40 * gib);
        shop.clock.set(Instant.parse("2026-05-22T08:00:00Z"));
        change(account, service, small);
        assertThat(shop.servers.resources.get(vm)).containsEntry("ncpu", 2L).containsEntry("mem", 2 * gib);
    }

    private void change(AccountId account, ServiceId service, long servicePackage) {
        var change = store.change();
        change.servicePackage = servicePackage;
        OrderId order = store.changeService.change(store.staff(account, service), change);
        store.minutes(3);
        assertThat(store.status(order)).isEqualTo("DONE END");
    }

    /** What comes again under a key is what came first, or is refused. */
    @Test
    void aKeyIsForOneOrder() {
        long start = store.published("start", input -> {});
        long other = store.published("other", input -> {});
        AccountId account = shop.account("Anna", "100");
        var input = store.input(start, "MONTHLY");
        input.quantities.put("mem", "2048");
        OrderId order = store.order(account, input);
        assertThat(store.order(account, input)).isEqualTo(order);
        List<Consumer<OrderInput>> changes = List.of(
                again -> again.domain = "other.example.com",
                again -> again.servicePackage = other,
                again -> again.per = "YEARLY",
                again -> again.quantities.put("mem", "4096"),
                again -> again.quantities.put("ip", "2"),
                again -> again.quantities.put("nothing", "1"));
        for (var change : changes) {
            var again = store.input(start, "MONTHLY");
            again.key = input.key;
            again.quantities.put("mem", "2048");
            change.accept(again);
            assertThatThrownBy(() -> store.order(account, again))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("was used for another order");
        }
        assertThat(store.order(account, input)).isEqualTo(order);
    }

    // -- a clock that steps back

    @Test
    void aChangeIsSettledInEveryPeriodThatIsBooked() {
        shop.clock.set(Instant.parse("2026-11-30T10:00:00Z"));
        long start = package30("start");
        AccountId account = shop.account("Anna", "100");
        ServiceId service = store.active(account, store.input(start, "MONTHLY"));
        shop.clock.set(Instant.parse("2026-12-01T00:10:00Z"));
        store.minutes(1);
        assertThat(balance(account)).isEqualTo("69.00");
        shop.clock.set(Instant.parse("2026-11-30T20:00:00Z"));
        var change = store.change();
        change.quantities.put("mem", "2048"); // 1.50 a month more
        var first = store.changeService
                .draft(store.asking(account, service), change)
                .quote()
                .first();
        assertThat(first).isEqualTo(Money.of("1.55", "EUR"));
        store.changeService.change(store.asking(account, service), change);
        store.minutes(1);
        assertThat(balance(account)).isEqualTo("67.45");
        shop.clock.set(Instant.parse("2026-12-20T00:10:00Z"));
        store.minutes(2);
        assertThat(balance(account)).isEqualTo("67.45");
        end(account, service, true);
        store.minutes(4);
        // eleven of 31 days come back: 9.58 + 1.06 + 0.53
        assertThat(balance(account)).isEqualTo("78.62");
    }

    // -- ends

    @Test
    void anEndGoesOnWhenTheReportHasNoRowForToday() {
        long start = store.published("start", input -> {});
        AccountId account = shop.account("Anna", "100");
        ServiceId service = store.active(account, store.input(start, "MONTHLY"));
        var vm = shop.servers.vms.keySet().iterator().next();
        shop.servers.rowless.add(vm + " 2026-05-20");
        long end = end(account, service, false);
        store.minutes(4);
        assertThat(store.status(new OrderId(end))).isEqualTo("DONE END");
        assertThat(shop.servers.vms).isEmpty();
        shop.clock.set(Instant.parse("2026-06-01T08:00:00Z"));
        store.minutes(2);
        assertThat(shop.id("select count(*) from recurring_charge where per = 'MONTHLY'"))
                .isEqualTo(1);
        shop.run(LocalDate.of(2026, 5, 20));
        assertThat(shop.id("select count(*) from usage_day where service_id = ? and states like '%M%'", service))
                .as("it is missing, and shown")
                .isEqualTo(1);
    }

    @Test
    void whatWasMissingBeforeIsAskedForAgainBeforeTheVmIsDeleted() {
        long start = store.published("start", input -> {});
        AccountId account = shop.account("Anna", "1000");
        ServiceId service = store.active(account, store.input(start, "MONTHLY"));
        var vm = shop.servers.vms.keySet().iterator().next();
        shop.servers.rowless.add(vm + " 2026-05-20");
        shop.clock.set(Instant.parse("2026-05-24T08:00:00Z"));
        for (int day = 20; day <= 23; day++) {
            shop.servers.uses(vm, LocalDate.of(2026, 5, day), "in", 0);
            shop.servers.uses(vm, LocalDate.of(2026, 5, day), "out", 0);
            assertThat(shop.run(LocalDate.of(2026, 5, day)).status()).isEqualTo(Status.DONE);
        }
        shop.servers.rowless.clear();
        shop.servers.uses(vm, LocalDate.of(2026, 5, 20), "in", 5121L << 30);
        end(account, service, false);
        store.minutes(4);
        assertThat(shop.servers.vms).isEmpty();
        shop.clock.set(Instant.parse("2026-05-25T08:00:00Z"));
        shop.dailyRun().catchUp(shop.server, "timer");
        assertThat(shop.charges(service)).containsExactly("300.00");
    }

    /** What was read of a day that was not over is worth less than what the server says of it afterwards. */
    @Test
    void aVmWhoseDeletionFailsUntilTheNextDayIsBilledForTheWholeDay() {
        long start = store.published("start", input -> {});
        AccountId account = shop.account("Anna", "1000");
        ServiceId service = store.active(account, store.input(start, "MONTHLY"));
        var vm = shop.servers.vms.keySet().iterator().next();
        var today = LocalDate.of(2026, 5, 20);
        shop.servers.uses(vm, today, "in", 5120L << 30);
        shop.servers.uses(vm, today, "out", 0);
        shop.servers.failing.put("delete", 3);
        end(account, service, false);
        store.minutes(2);
        assertThat(shop.servers.vms).as("its deletion fails").isNotEmpty();
        shop.servers.uses(vm, today, "in", 5122L << 30);
        shop.clock.set(Instant.parse("2026-05-21T08:00:00Z"));
        shop.run(today);
        assertThat(shop.charges(service)).containsExactly("600.00");
        for (int i = 0; i < 4; i++) {
            shop.clock.advance(Duration.ofHours(1));
            store.pass();
        }
        assertThat(shop.servers.vms).isEmpty();
        shop.run(today);
        assertThat(shop.charges(service)).as("and the VM is gone").containsExactly("600.00");
    }

    // -- one service a VM and day

    @Test
    void aVmsDayBelongsToOneService() {
        long servicePackage = shop.servicePackage("p");
        ServiceId first = shop.service(shop.account("Anna", "1"), servicePackage, "7", LocalDate.of(2026, 5, 1));
        shop.db.update("update service set last_day = '2026-05-18' where id = ?", first);
        AccountId boris = shop.account("Boris", "1");
        for (var day : List.of("2026-04-01", "2026-05-18")) {
            assertThatThrownBy(() -> shop.service(boris, servicePackage, "7", LocalDate.parse(day)))
                    .isInstanceOf(DbFault.class);
        }
        assertThat(shop.service(boris, servicePackage, "7", LocalDate.of(2026, 5, 19)))
                .isNotEqualTo(first);
        assertThatThrownBy(() -> shop.db.update("update service set last_day = '2026-05-19' where id = ?", first))
                .isInstanceOf(DbFault.class);
    }

    /** Earlier versions let two services have the same days of one VM; the later one can end all the same. */
    @Test
    void aServiceWhoseDaysWereAnothersCanEnd() throws SQLException {
        long servicePackage = shop.servicePackage("p");
        ServiceId first = shop.service(shop.account("Anna", "1"), servicePackage, "7", LocalDate.of(2026, 5, 1));
        shop.db.update("update service set last_day = '2026-05-18' where id = ?", first);
        ServiceId second = shop.service(shop.account("Boris", "1"), servicePackage, "8", LocalDate.of(2026, 5, 10));
        try (var connection = shop.database.owner().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute("update service set vm_id = '7' where id = " + second);
        }
        assertThat(shop.db.update("update service set last_day = '2026-05-20' where id = ?", second))
                .isEqualTo(1);
        assertThatThrownBy(() -> shop.db.update("update service set last_day = null where id = ?", second))
                .isInstanceOf(DbFault.class);
    }

    // -- limits and missing nights

    private long limited(String period) {
        long servicePackage = shop.servicePackage("limited");
        var terms = AddOnTerms.of("in", "B", "0.01").limit(100);
        shop.addOn(servicePackage, "traffic", period.equals("DAY") ? terms.perDay() : terms);
        return shop.service(shop.account("A", "500"), servicePackage, "7", LocalDate.of(2026, 5, 18))
                .value();
    }

    @Test
    void aFigureThatIsCorrectedBelowTheLimitStartsTheVm() {
        limited("MONTH");
        shop.servers.uses("7", LocalDate.of(2026, 5, 18), "in", 60);
        shop.servers.uses("7", LocalDate.of(2026, 5, 19), "in", 60);
        shop.run(LocalDate.of(2026, 5, 18));
        shop.run(LocalDate.of(2026, 5, 19));
        assertThat(shop.servers.power("7")).isEqualTo(Vm.Power.STOPPED);
        shop.servers.uses("7", LocalDate.of(2026, 5, 18), "in", 40);
        shop.run(LocalDate.of(2026, 5, 18));
        assertThat(shop.servers.power("7")).as("a hundred is the limit").isEqualTo(Vm.Power.STOPPED);
        shop.servers.uses("7", LocalDate.of(2026, 5, 18), "in", 39);
        shop.run(LocalDate.of(2026, 5, 18));
        assertThat(shop.servers.power("7")).isEqualTo(Vm.Power.RUNNING);
        assertThat(shop.id("select count(*) from suspension where lifted_at is null"))
                .isZero();
    }

    /** The dump knows of no suspension and no stop; the VM stands still, because we stopped it. */
    @Test
    void afterARestoreAPaidClientsVmStartsAgain() {
        ServiceId service = new ServiceId(metered("A", "5"));
        long idle = metered("B", "5");
        shop.servers.uses("v" + service, LocalDate.of(2026, 5, 18), "in", 0);
        shop.servers.uses("v" + idle, LocalDate.of(2026, 5, 18), "in", 0);
        shop.run(LocalDate.of(2026, 5, 18)); // both are seen running
        shop.servers.power("v" + idle, Vm.Power.STOPPED);
        shop.clock.set(Instant.parse("2026-05-20T10:00:00Z"));
        shop.reconciler.reconcile(shop.server); // its owner stopped this one, and it was seen
        shop.servers.power("v" + service, Vm.Power.STOPPED); // a stop that the dump does not know
        shop.clock.set(Instant.parse("2026-05-20T10:10:00Z"));
        for (var one : List.of(service, idle)) {
            shop.servers.uses("v" + one, LocalDate.of(2026, 5, 19), "in", 10);
        }
        shop.run(LocalDate.of(2026, 5, 19));
        assertThat(shop.id("select count(*) from suspension where lifted_at is null"))
                .isEqualTo(2);
        shop.db
                .list("select id from account", row -> row.number("id"))
                .forEach(account -> pay(new AccountId(account), "1" + account));
        shop.clock.set(Instant.parse("2026-05-20T10:20:00Z"));
        shop.reconciler.reconcile(shop.server);
        assertThat(shop.servers.power("v" + service)).isEqualTo(Vm.Power.RUNNING);
        assertThat(shop.servers.power("v" + idle)).isEqualTo(Vm.Power.STOPPED);
        shop.servers.power("v" + service, Vm.Power.STOPPED);
        for (int i = 1; i < 4; i++) {
            shop.clock.set(Instant.parse("2026-05-20T1" + i + ":30:00Z"));
            shop.reconciler.reconcile(shop.server);
        }
        assertThat(shop.servers.power("v" + service))
                .as("now its owner stopped it")
                .isEqualTo(Vm.Power.STOPPED);
    }

    private long metered(String name, String funds) {
        long servicePackage = shop.servicePackage("m" + name);
        shop.addOn(servicePackage, "traffic", AddOnTerms.of("in", "B", "1"));
        ServiceId service =
                shop.service(shop.account(name, funds), servicePackage, "x" + name, LocalDate.of(2026, 5, 18));
        shop.servers.remove("x" + name);
        shop.servers.add("v" + service);
        shop.db.update(
                "update service set vm_id = ?, vm_name = ? where id = ?", "v" + service, "vmv" + service, service);
        return service.value();
    }

    @Test
    void whatStaffHoldStaysStopped() {
        ServiceId service = new ServiceId(limited("MONTH"));
        shop.servers.uses("7", LocalDate.of(2026, 5, 18), "in", 160);
        shop.run(LocalDate.of(2026, 5, 18));
        store.suspensions.suspend(service, SuspensionCause.STAFF, "admin", "looking at it");
        shop.servers.uses("7", LocalDate.of(2026, 5, 18), "in", 1);
        shop.run(LocalDate.of(2026, 5, 18));
        assertThat(shop.servers.power("7")).isEqualTo(Vm.Power.STOPPED);
        assertThat(shop.db.list("select cause from suspension where lifted_at is null", row -> row.text("cause")))
                .containsExactly("STAFF");
    }

    @Test
    void aNightInWhichEverythingIsMissingIsIncomplete() {
        limited("MONTH");
        shop.servers.rowless.add("7 2026-05-18");
        var missing = shop.dailyRun(2, Brakes.DEFAULT).run(shop.server, LocalDate.of(2026, 5, 18), RunOrder.real("t"));
        assertThat(missing.status()).isEqualTo(Status.DONE);
        assertThat(missing.incomplete()).isTrue();
        assertThat(missing.shown()).isEqualTo("INCOMPLETE");
        shop.servers.rowless.clear();
        shop.servers.uses("7", LocalDate.of(2026, 5, 18), "in", 1);
        var whole = shop.dailyRun(2, Brakes.DEFAULT).run(shop.server, LocalDate.of(2026, 5, 18), RunOrder.real("t"));
        assertThat(whole.incomplete()).isFalse();
    }

    /** A zone that was wrong by fourteen hours: ten bytes of the day had been counted, thirty were used. */
    @Test
    void daysThatWereReadInAWrongZoneAreReadAgain() {
        long servicePackage = shop.servicePackage("metered");
        shop.addOn(servicePackage, "traffic", AddOnTerms.of("in", "B", "1"));
        ServiceId service = shop.service(shop.account("A", "500"), servicePackage, "7", LocalDate.of(2026, 5, 17));
        for (int day = 17; day <= 19; day++) {
            shop.servers.uses("7", LocalDate.of(2026, 5, day), "in", day == 17 ? 10 : 0);
        }
        for (var now : List.of("2026-05-19T08:00:00Z", "2026-05-20T08:00:00Z", "2026-05-20T12:00:00Z")) {
            shop.clock.set(Instant.parse(now));
            shop.dailyRun().catchUp(shop.server, "timer");
        }
        shop.clock.set(Instant.parse("2026-05-20T13:00:00Z"));
        assertThat(shop.dailyRun().catchUp(shop.server, "timer")).isEmpty();
        shop.servers.uses("7", LocalDate.of(2026, 5, 17), "in", 30);
        shop.clock.set(Instant.parse("2026-05-20T12:30:00Z")); // the clock of another node
        shop.db.update("update server set zone = 'UTC'");
        shop.dailyRun().catchUp(shop.server, "timer");
        assertThat(shop.charges(service)).containsExactly("10.00", "20.00");
        assertThat(shop.dailyRun().catchUp(shop.server, "timer")).isEmpty();
    }
}
