package org.vimeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vimeter.account.AccountId;
import org.vimeter.app.LifeModel.Life;
import org.vimeter.order.OrderId;
import org.vimeter.service.ServiceId;
import org.vimeter.simulator.SimulatedVm;
import org.vimeter.verify.Verification;

/** Compares the model with the database and with what the simulated servers hold. */
final class LifeChecks {
    private static final int CALM = 5;
    private static final List<String> HARMLESS =
            List.of("vm", "reportvm", "osmgr", "preset", "user", "iplist", "auth", "GET", "POST public/token");

    private final LifeWalk walk;
    private final World world;
    private final Map<AccountId, BigDecimal> paid = new HashMap<>();

    LifeChecks(LifeWalk walk) {
        this.walk = walk;
        this.world = walk.world;
    }

    long number(String sql, Object... values) {
        return world.db.find(sql, row -> row.number(1), values).orElseThrow();
    }

    String text(String sql, Object... values) {
        return world.db.find(sql, row -> row.text("line"), values).orElseThrow();
    }

    List<String> lines(String sql, Object... values) {
        return world.db.list(sql, row -> row.text("line"), values);
    }

    void paid(AccountId account, String amount) {
        paid.merge(account, new BigDecimal(amount), BigDecimal::add);
    }

    Life life(ServiceId service) {
        return Objects.requireNonNull(walk.model.lives.get(service), "service " + service);
    }

    long server(ServiceId service) {
        return number("select server_id from service where id = ?", service);
    }

    @Nullable
    SimulatedVm vm(ServiceId service) {
        return world.scenario(server(service)).vm(text("select vm_id as line from service where id = ?", service));
    }

    /** Whether its end has begun. */
    boolean isStopping(ServiceId service) {
        return number(
                                "select count(*) from suspension where service_id = ? and lifted_at is null and order_id is not null",
                                service)
                        + number(
                                "select count(*) from service_order where service_id = ? and kind = 'END' and status in ('OPEN', 'STAFF') and not_before is null",
                                service)
                > 0;
    }

    boolean isUnderWay(ServiceId service) {
        return number("""
                select (select count(*) from suspension where service_id = s.id and lifted_at is null)
                        + (select count(*) from service_order where service_id = s.id and status in ('WAITING', 'OPEN', 'STAFF'))
                        + (select count(*) from power_intent where service_id = s.id and status in ('OPEN', 'STAFF'))
                        + (select count(*) from power_intent i where service_id = s.id and action = 'STOP' and status = 'DONE'
                            and not exists (select 1 from power_intent l where l.service_id = s.id and l.status = 'DONE' and l.id > i.id))
                    from service s where id = ?
                """, service) > 0;
    }

    private record Seen(String status, @Nullable ServiceId service) {}

    /** What became of orders; by the clock as it is. */
    void observe() {
        for (var one : List.copyOf(walk.model.open.entrySet())) {
            var seen = world.db
                    .find(
                            "select status, service_id from service_order where id = ?",
                            row -> new Seen(row.text("status"), row.idOrNull("service_id", ServiceId::new)),
                            one.getKey())
                    .orElseThrow();
            if (seen.status().equals("DONE")) {
                walk.model.done(one.getValue(), Objects.requireNonNull(seen.service()), world.today());
            }
            if (seen.status().equals("DONE") || seen.status().equals("CANCELLED")) {
                walk.model.open.remove(one.getKey());
                walk.say("  order " + one.getKey() + " is " + seen.status());
            }
        }
    }

    void always() {
        var bearers = new TreeMap<String, Integer>();
        world.scenarios.forEach(scenario -> scenario.vms().forEach(vm -> bearers.merge(vm.name(), 1, Integer::sum)));
        var ofOrder = new TreeMap<Long, Integer>();
        world.db.list(
                "select name, order_id from given_name",
                row -> ofOrder.merge(row.number("order_id"), bearers.getOrDefault(row.text("name"), 0), Integer::sum));
        assertThat(ofOrder.values()).as("VMs of each order %s", ofOrder).allMatch(count -> count <= 1);
        for (var broken : LifeBooks.RULES.entrySet()) {
            assertThat(lines(broken.getValue())).as(broken.getKey()).isEmpty();
        }
        for (var account : world.accounts) {
            assertThat(balance(account, "PAYMENT"))
                    .as("payments of account %s", account)
                    .isEqualByComparingTo(paid.getOrDefault(account, BigDecimal.ZERO));
        }
    }

    BigDecimal balance(AccountId account, String causes) {
        return world.db.find("""
                        select coalesce(sum(case when e.credit_id = l.id then e.amount else -e.amount end), 0) as amount
                            from ledger_account l join ledger_entry e on l.id in (e.debit_id, e.credit_id)
                            where l.account_id = ? and e.cause = any(string_to_array(?, ','))
                        """, row -> row.decimal("amount"), account, causes).orElseThrow();
    }

    /** Nothing goes wrong any more, and some time passes. */
    void settle() {
        world.mend();
        world.process().mortal.diesAfter(0, false);
        if (world.clock.instant().isBefore(world.latest)) {
            walk.pass(Duration.between(world.clock.instant(), world.latest));
        }
        walk.money.readMissing();
        for (int round = 0; round < CALM; round++) {
            for (int i = 0; i < CALM - 1; i++) {
                walk.pass(LifeWalk.MINUTE);
            }
            if (!confirm() && LifeRest.busy(this).isEmpty()) {
                break;
            }
            retry();
            walk.pass(Duration.ofMinutes(61));
        }
        assertThat(LifeRest.busy(this)).as("what does not come to rest").isEmpty();
        calm();
        walk.money.readMissing();
        new LifeRest(walk, this).check();
        assertThat(new Verification(world.db, world.clock).verifyAll().findings())
                .as("verification")
                .isEmpty();
    }

    private record Dearer(OrderId order, AccountId account, String price) {}

    /** Clients agree to what their orders cost by now; whether there were any. */
    private boolean confirm() {
        var dearer = world.db.list(
                "select id, account_id, dearer from service_order where dearer is not null",
                row -> new Dearer(
                        new OrderId(row.number("id")),
                        new AccountId(row.number("account_id")),
                        row.decimal("dearer").toPlainString()));
        for (var one : dearer) {
            walk.say("  confirmed " + one.order() + " at " + one.price());
            world.process().tasks.confirm(one.order(), one.account(), one.price(), "client");
        }
        return !dearer.isEmpty();
    }

    private void retry() {
        for (var id : world.db.list("select id from service_order where status = 'STAFF'", row -> row.number("id"))) {
            walk.say("  staff retry " + id + ": "
                    + text(
                            "select kind || ' ' || step || ' ' || coalesce(problem, '') as line from service_order where id = ?",
                            id));
            world.process().tasks.retry(new OrderId(id), "admin");
        }
    }

    /** No further pass changes anything on a server, unless a night has found a reason to. */
    private void calm() {
        for (int attempt = 0; attempt < CALM; attempt++) {
            var reasons = reasons();
            var before = changes();
            for (int i = 0; i < CALM; i++) {
                walk.pass(LifeWalk.MINUTE);
            }
            if (reasons.equals(reasons())) {
                assertThat(changes()).as("calls at rest").isEqualTo(before);
                return;
            }
        }
        throw new AssertionError("Reasons to stop come and go: " + reasons());
    }

    private String reasons() {
        return number("select count(*) from suspension") + "/"
                + number("select count(*) from suspension where lifted_at is null") + "/"
                + number("select count(*) from service_order where status in ('DONE', 'CANCELLED')");
    }

    private List<String> changes() {
        return world.scenarios.stream()
                .flatMap(scenario -> scenario.calls().stream())
                .filter(call -> HARMLESS.stream()
                        .noneMatch(harmless -> call.equals(harmless) || call.startsWith(harmless + " ")))
                .toList();
    }
}
