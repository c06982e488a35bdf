package org.vimeter.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vimeter.account.AccountId;
import org.vimeter.ledger.Ledger;
import org.vimeter.money.Money;
import org.vimeter.offer.Drawer;
import org.vimeter.offer.Storefront;
import org.vimeter.problem.Refused;
import org.vimeter.service.ServiceId;
import org.vimeter.testing.Shop;
import org.vimeter.vm.Vm;

/** Orders, from the wish to the end, on a server in memory. Today is 20 May 2026, so twelve of 31 days are left. */
class LifeTest {
    private static final long GIB = 1L << 30;
    private static final long MIB = 1L << 20;

    private final Storefront store = new Storefront();
    private final Shop shop = store.shop;
    private final long start = store.published("start", input -> {});

    /** What is charged besides usage, oldest first. */
    private List<String> fees() {
        return shop.db.list(
                "select case when c.amount < 0 then '-' else '' end || e.amount || ' ' || c.per || ' ' || c.period_start as line from ledger_entry e join recurring_charge c on c.entry_id = e.id order by e.id",
                row -> row.text("line"));
    }

    @Test
    void anOrderBecomesAService() {
        AccountId account = shop.account("Anna", "100");
        var input = store.input(start, "MONTHLY");
        input.quantities.put("ip", "3");
        input.quantities.put("mem", "2048");
        var quote = store.desk.draft(account, input).quote();
        // 15.00 + 2 x 2.00 + 1.50 + 3.00 = 23.50 a month; 12 days of 31, each item rounded: 5.81 + 1.55 + 0.58 + 1.16
        assertThat(quote.recurring()).isEqualTo(Money.of("23.50", "EUR"));
        assertThat(quote.first()).isEqualTo(Money.of("14.10", "EUR"));
        assertThat(quote.exposures().get(0).largest()).isEqualTo(Money.of("1536000.00", "EUR"));
        OrderId order = store.order(account, input);
        store.pass();
        assertThat(store.status(order)).isEqualTo("DONE END");
        assertThat(fees()).containsExactly("5.00 SETUP 2026-05-20", "9.10 MONTHLY 2026-05-01");
        assertThat(shop.balance(account)).isEqualTo(Money.of("85.90", "EUR"));
        var vm = shop.servers.vms.values().iterator().next();
        assertThat(vm.name()).isEqualTo("vps" + order);
        assertThat(shop.servers.resources.get(vm.id()))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("traffic", 10240 * GIB, "mem", 2048 * MIB, "disc", 40 * GIB));
        assertThat(shop.servers.addresses.get(vm.id())).hasSize(3);
        store.hours(12);
        assertThat(fees()).hasSize(2);
        assertThat(shop.servers.vms).hasSize(1);
    }

    @Test
    void withoutEnoughMoneyItWaitsAndSaysHowMuchIsMissing() {
        AccountId account = shop.account("Anna", "4");
        OrderId order = store.order(account, store.input(start, "MONTHLY"));
        store.minutes(3);
        // 5.00 + 5.81 + 1.16 = 11.97
        assertThat(store.orders.story(order).missing()).isEqualTo(Money.of("7.97", "EUR"));
        assertThat(store.status(order)).isEqualTo("WAITING FUNDS");
        assertThat(shop.servers.vms).isEmpty();
        shop.ledger.pay(new Ledger.Posting("p", account, Money.of("7.97", "EUR"), "t", null));
        store.minutes(1);
        assertThat(store.status(order)).isEqualTo("DONE END");
        assertThat(shop.balance(account).isZero()).isTrue();
    }

    @Test
    void theMoneyOfOneOrderIsNotSpentOnAnother() {
        AccountId account = shop.account("Anna", "20");
        shop.servers.installation = 10;
        OrderId one = store.order(account, store.input(start, "MONTHLY"));
        OrderId other = store.order(account, store.input(start, "MONTHLY"));
        assertThat(store.status(one)).startsWith("OPEN");
        assertThat(store.status(other)).isEqualTo("WAITING FUNDS");
        store.tasks.cancel(one, null, "admin");
        store.minutes(12);
        assertThat(store.status(one)).isEqualTo("CANCELLED END");
        store.minutes(12);
        assertThat(store.status(other)).isEqualTo("DONE END");
    }

    @Test
    void whatIsWrongIsSaidAtItsField() {
        AccountId account = shop.account("Anna", "100");
        var input = store.input(start, "WEEKLY");
        input.image = "none";
        input.domain = "-x-";
        input.password = "short";
        input.quantities.put("ip", "9");
        input.quantities.put("mem", "1500");
        input.quantities.put("traffic", "1");
        input.elements.put("disc", "big");
        input.quoted = "0.01";
        var refused = catchThrowableOfType(Refused.class, () -> store.order(account, input));
        assertThat(refused.faults().stream()
                        .map(fault -> fault.field() + " " + fault.problem().code()))
                .contains(
                        "per request.constant",
                        "image order.image",
                        "domain order.domain",
                        "password order.password",
                        "quantities.ip order.range",
                        "quantities.mem order.step",
                        "quantities.traffic order.no-choice",
                        "elements.disc order.no-choice",
                        "quoted order.price-changed");
        assertThat(store.orders.open(account)).isEmpty();
    }

    @Test
    void anImageThatNeedsMoreIsRefused() {
        shop.db.update("update disk_image set min_memory = ?, min_disk = ?", 2048 * MIB, 50 * GIB);
        AccountId account = shop.account("Anna", "100");
        var refused = catchThrowableOfType(Refused.class, () -> store.order(account, store.input(start, "MONTHLY")));
        assertThat(refused.faults().stream().map(fault -> fault.field())).containsExactly("quantities.mem", "image");
    }

    /** A type of addresses without a minimum of 1 is no part of the creation; what is ordered of it is added afterwards. */
    @Test
    void whatTheServerIsToldToMake() {
        long both = store.published(
                "both",
                input -> input.addOns.add(Drawer.addOn("ipv6", "ON_ORDER", six -> {
                    six.minimum = "0";
                    six.maximum = "4";
                    six.step = "1";
                })));
        AccountId account = shop.account("Anna", "100");
        var input = store.input(both, "MONTHLY");
        input.quantities.put("ipv6", "2");
        store.active(account, input);
        var made = shop.servers.created.get(0);
        assertThat(made.ipv4()).isEqualTo(1);
        assertThat(made.ipv6()).isZero();
        assertThat(made.image()).isEqualTo(Drawer.DEBIAN);
        assertThat(made.template()).isEqualTo("both");
        assertThat(made.resources()).containsOnlyKeys("traffic", "mem", "disc");
        assertThat(shop.servers.addresses.values().iterator().next()).hasSize(3);
    }

    @Test
    void theSameKeyOrdersOnce() {
        AccountId account = shop.account("Anna", "1000");
        var input = store.input(start, "MONTHLY");
        var placed = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> store.order(account, input)))
                .toList();
        assertThat(placed.stream().map(CompletableFuture::join))
                .as("all eight are answered, with the one order")
                .hasSize(8)
                .containsOnly(store.orders.open(account).get(0).order().id());
        assertThat(store.orders.open(account)).hasSize(1);
        assertThat(store.order(account, input))
                .isEqualTo(store.orders.open(account).get(0).order().id());
    }

    @Test
    void anotherClientsOrderIsNone() {
        AccountId account = shop.account("Anna", "1000");
        AccountId other = shop.account("Boris", "1000");
        OrderId order = store.order(account, store.input(start, "MONTHLY"));
        assertThat(store.orders.story(account, order).shown().order().id()).isEqualTo(order);
        assertThatThrownBy(() -> store.orders.story(other, order))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("no order " + order);
    }

    /** What was paid for days that do not come is his again, to the cent. */
    @Test
    void aRefundIsTheClients() {
        AccountId account = shop.account("Anna", "100");
        ServiceId service = store.active(account, store.input(start, "MONTHLY"));
        var paid = Money.of("100", "EUR").minus(shop.balance(account)).minus(Money.of("5", "EUR"));
        assertThat(paid).as("12 of 31 days of 18.00").isEqualTo(Money.of("6.97", "EUR"));
        var end = new EndInput();
        end.when = "NOW";
        end.refund = true;
        store.endService.end(store.staff(account, service), end);
        store.minutes(3);
        assertThat(shop.balance(account)).as("one day of it was used").isEqualTo(Money.of("94.42", "EUR"));
    }

    @Test
    void theSameKeyChangesOnce() {
        AccountId account = shop.account("Anna", "1000");
        ServiceId service = store.active(account, store.input(start, "MONTHLY"));
        var change = store.change();
        change.quantities.put("mem", "2048");
        var placed = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> store.changeService.change(store.asking(account, service), change)))
                .toList();
        assertThat(placed.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        store.minutes(3);
        assertThat(shop.id("select count(*) from service_order where kind = 'CHANGE'"))
                .isEqualTo(1);
    }

    /** Two ends, or an end and a change, of one moment: one is taken, the others are told of it in words. */
    @Test
    void theSameKeyEndsOnceAndIsNobodyElses() {
        var account = shop.account("Anna", "1000");
        var service = store.active(account, store.input(start, "MONTHLY"));
        var end = new EndInput();
        end.when = "PERIOD";
        end.key = "k";
        var order = store.endService.end(store.staff(account, service), end);
        assertThat(store.endService.end(store.staff(account, service), end)).isEqualTo(order);
        var now = new EndInput();
        now.when = "NOW";
        now.key = "k";
        assertThatThrownBy(() -> store.endService.end(store.staff(account, service), now))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo("order.key-taken"));
        now.key = "k".repeat(101);
        assertThatThrownBy(() -> store.endService.end(store.staff(account, service), now))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo("order.key"));
        var other = shop.account("Boris", "1000");
        assertThatThrownBy(() -> store.endService.end(store.asking(other, service), end))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo("service.unknown"));
    }

    @Test
    void ofWhatIsWantedAtTheSameMomentOneIsTaken() {
        AccountId account = shop.account("Anna", "1000");
        ServiceId service = store.active(account, store.input(start, "MONTHLY"));
        var refused = new ConcurrentLinkedQueue<String>();
        var wanted = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    try {
                        want(account, service, i);
                    } catch (Refused other) {
                        refused.add(other.problem().code());
                    }
                }))
                .toList();
        wanted.forEach(CompletableFuture::join);
        assertThat(refused).hasSize(7).containsOnly("order.other");
        assertThat(shop.id("select count(*) from service_order where kind <> 'NEW'"))
                .isEqualTo(1);
    }

    private void want(AccountId account, ServiceId service, int number) {
        if (number % 2 == 0) {
            var end = new EndInput();
            end.when = "NOW";
            store.endService.end(store.asking(account, service), end);
        } else {
            var change = new OrderInput();
            change.key = "at once " + number;
            change.quantities.put("mem", "2048");
            store.changeService.change(store.asking(account, service), change);
        }
    }

    @Test
    void aNameThatIsTakenIsNotOurs() {
        AccountId account = shop.account("Anna", "100");
        shop.servers.add("7");
        long next = shop.id("select coalesce(max(id), 0) + 1 from service_order");
        shop.servers.rename("7", "vps" + next);
        OrderId order = store.order(account, store.input(start, "MONTHLY"));
        store.pass();
        assertThat(store.status(order)).isEqualTo("DONE END");
        assertThat(shop.servers.vms.get("7").name()).isEqualTo("vps" + order);
        assertThat(shop.db.list("select vm_name from service", row -> row.text("vm_name")))
                .containsExactly("vps" + order + "-2");
    }

    @Test
    void tenFailuresAreATaskForStaffInTheServersOwnWords() {
        AccountId account = shop.account("Anna", "100");
        shop.servers.failing.put("create", 10);
        OrderId order = store.order(account, store.input(start, "MONTHLY"));
        store.pass();
        assertThat(store.status(order)).isEqualTo("OPEN CREATE");
        store.hours(10);
        assertThat(store.status(order)).isEqualTo("STAFF CREATE");
        assertThat(store.orders.story(order).shown().order().problem())
                .hasToString(
                        "Server s could not be reached for create (http://s): broken pipe. Check its address and the network.");
        store.tasks.retry(order, "admin");
        store.pass();
        assertThat(store.status(order)).isEqualTo("DONE END");
    }

    @Test
    void anAnswerThatGotLostMakesNoSecondVm() {
        AccountId account = shop.account("Anna", "100");
        shop.servers.failing.put("create", -2);
        shop.servers.failing.put("addAddress", -1);
        var input = store.input(start, "MONTHLY");
        input.quantities.put("ip", "3");
        OrderId order = store.order(account, input);
        store.minutes(10);
        assertThat(store.status(order)).isEqualTo("DONE END");
        assertThat(shop.servers.vms).hasSize(1);
        assertThat(shop.servers.addresses.values().iterator().next()).hasSize(3);
    }

    @Test
    void whatIsCancelledIsRemovedAndFree() {
        AccountId account = shop.account("Anna", "100");
        shop.servers.failing.put("isDone", 20);
        OrderId order = store.order(account, store.input(start, "MONTHLY"));
        store.minutes(3);
        assertThat(shop.servers.vms).hasSize(1);
        assertThatThrownBy(() -> store.tasks.cancel(order, account, "anna")).isInstanceOf(Refused.class);
        store.tasks.cancel(order, null, "admin");
        store.minutes(10);
        assertThat(store.status(order)).isEqualTo("CANCELLED END");
        assertThat(shop.servers.vms).isEmpty();
        assertThat(fees()).isEmpty();
        assertThat(store.desk
                        .draft(account, store.input(start, "MONTHLY"))
                        .quote()
                        .available())
                .isEqualTo(Money.of("100.00", "EUR"));
    }

    @Test
    void periodsAreThoseOfTheCalendarAndChargedOnce() {
        AccountId account = shop.account("Anna", "1000");
        store.active(account, store.input(start, "MONTHLY"));
        store.active(account, store.input(start, "YEARLY"));
        store.active(account, store.input(start, "DAILY"));
        shop.clock.set(Instant.parse("2026-05-23T10:00:00Z"));
        store.minutes(3);
        // 180.00 x 226 / 365: 92.88 + 18.58; a day is 0.60 + 0.10
        assertThat(fees())
                .containsExactly(
                        "5.00 SETUP 2026-05-20",
                        "6.97 MONTHLY 2026-05-01",
                        "5.00 SETUP 2026-05-20",
                        "111.46 YEARLY 2026-01-01",
                        "5.00 SETUP 2026-05-20",
                        "0.70 DAILY 2026-05-20",
                        "0.70 DAILY 2026-05-21",
                        "0.70 DAILY 2026-05-22",
                        "0.70 DAILY 2026-05-23");
        shop.clock.set(Instant.parse("2026-07-31T22:30:00Z")); // 1 August in Berlin
        CompletableFuture.allOf(CompletableFuture.runAsync(store::pass), CompletableFuture.runAsync(store::pass))
                .join();
        assertThat(fees().stream().filter(line -> line.contains("MONTHLY")))
                .containsExactly(
                        "6.97 MONTHLY 2026-05-01",
                        "18.00 MONTHLY 2026-06-01",
                        "18.00 MONTHLY 2026-07-01",
                        "18.00 MONTHLY 2026-08-01");
        assertThat(fees().stream().filter(line -> line.contains("DAILY"))).hasSize(74);
    }

    @Test
    void quantitiesChangeByTheirPolicyAndByDays() {
        AccountId account = shop.account("Anna", "100");
        ServiceId service = store.active(account, store.input(start, "MONTHLY"));
        shop.clock.set(Instant.parse("2026-05-22T08:00:00Z"));
        var more = store.change();
        more.quantities.put("mem", "3072");
        more.quantities.put("ip", "2");
        // ten of 31 days: RAM 3.00 x 10/31 = 0.97, the address 0.65
        var draft = store.changeService.draft(store.asking(account, service), more);
        assertThat(draft.quote().first()).isEqualTo(Money.of("1.62", "EUR"));
        OrderId order = store.changeService.change(store.asking(account, service), more);
        store.minutes(2);
        assertThat(store.status(order)).isEqualTo("DONE END");
        var id = shop.servers.vms.keySet().iterator().next();
        assertThat(shop.servers.resources.get(id)).containsEntry("mem", 3072 * MIB);
        assertThat(shop.servers.addresses.get(id)).hasSize(2);
        assertThat(shop.servers.calls.stream().filter(call -> call.startsWith("resize")))
                .hasSize(1);
        var less = store.change();
        less.quantities.put("ip", "1");
        var refused = catchThrowableOfType(
                Refused.class, () -> store.changeService.change(store.asking(account, service), less));
        assertThat(refused.faults().get(0).problem().code()).isEqualTo("order.shrinks");
        less.quantities.put("ip", "2");
        less.quantities.put("mem", "1024");
        store.changeService.change(store.asking(account, service), less);
        store.minutes(2);
        assertThat(fees()).endsWith("1.62 MONTHLY 2026-05-01", "-0.87 MONTHLY 2026-05-01");
    }

    @Test
    void anEndUsesUpWhatIsPaidOrGivesItBack() {
        AccountId account = shop.account("Anna", "100");
        ServiceId paid = store.active(account, store.input(start, "MONTHLY"));
        ServiceId given = store.active(account, store.input(start, "MONTHLY"));
        var vms = shop.db.list("select vm_id from service order by id", row -> row.text("vm_id"));
        var period = new EndInput();
        period.when = "PERIOD";
        store.endService.end(store.asking(account, paid), period);
        var now = new EndInput();
        now.when = "NOW";
        now.refund = true;
        assertThatThrownBy(() -> store.endService.end(store.asking(account, given), now))
                .isInstanceOf(Refused.class);
        shop.clock.set(Instant.parse("2026-05-25T08:00:00Z"));
        shop.servers.uses(vms.get(1), LocalDate.of(2026, 5, 25), "in", 5121 * GIB);
        OrderId end = store.endService.end(store.staff(account, given), now);
        store.minutes(5);
        assertThat(store.status(end)).isEqualTo("DONE END");
        // paid 12 days, had 6: 2.90 + 0.58 of 5.81 + 1.16 remain
        assertThat(fees()).endsWith("-3.49 MONTHLY 2026-05-01");
        assertThat(shop.servers.vms).containsOnlyKeys(vms.get(0));
        shop.clock.set(Instant.parse("2026-05-26T08:00:00Z"));
        shop.run(LocalDate.of(2026, 5, 25));
        assertThat(shop.charges(given)).containsExactly("300.00");
        shop.clock.set(Instant.parse("2026-06-01T08:00:00Z"));
        store.minutes(5);
        assertThat(shop.servers.vms).isEmpty();
        assertThat(fees()).hasSize(5);
        assertThat(shop.db.list("select last_day from service order by id", row -> row.day("last_day")))
                .containsExactly(LocalDate.of(2026, 6, 1), LocalDate.of(2026, 5, 25));
        assertThat(shop.db.list("select 1 from suspension where lifted_at is null", row -> 1))
                .isEmpty();
    }

    @Test
    void anEndNeverDeletesAVmOfAnotherName() {
        AccountId account = shop.account("Anna", "100");
        ServiceId service = store.active(account, store.input(start, "MONTHLY"));
        var id = shop.servers.vms.keySet().iterator().next();
        shop.servers.rename(id, "somebody-else");
        var now = new EndInput();
        now.when = "NOW";
        OrderId end = store.endService.end(store.asking(account, service), now);
        store.hours(14);
        assertThat(store.status(end)).isEqualTo("STAFF STOP");
        assertThat(shop.servers.power(id)).isEqualTo(Vm.Power.RUNNING);
    }

    @Test
    void anOwnerStopsAndStartsHisVm() {
        AccountId account = shop.account("Anna", "100");
        ServiceId service = store.active(account, store.input(start, "MONTHLY"));
        var id = shop.servers.vms.keySet().iterator().next();
        store.suspensions.stop(account, service, "anna");
        store.minutes(1);
        assertThat(shop.servers.power(id)).isEqualTo(Vm.Power.STOPPED);
        shop.servers.power(id, Vm.Power.RUNNING);
        store.minutes(1);
        assertThat(shop.servers.power(id)).isEqualTo(Vm.Power.STOPPED);
        store.suspensions.start(account, service, "anna");
        store.minutes(1);
        assertThat(shop.servers.power(id)).isEqualTo(Vm.Power.RUNNING);
        shop.servers.power(id, Vm.Power.STOPPED);
        store.hours(2);
        assertThat(shop.servers.power(id)).isEqualTo(Vm.Power.STOPPED);
        store.suspensions.start(account, service, "anna");
        store.minutes(1);
        assertThat(shop.servers.power(id)).isEqualTo(Vm.Power.RUNNING);
        AccountId stranger = shop.account("Eve", "1");
        assertThatThrownBy(() -> store.suspensions.stop(stranger, service, "eve"))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> store.changeService.draft(store.asking(stranger, service), store.change()))
                .isInstanceOf(Refused.class);
    }
}
