package org.vimeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vimeter.account.AccountId;
import org.vimeter.app.LifeModel.Life;
import org.vimeter.service.ServiceId;

/** What must be so when nothing goes wrong and nothing is under way. */
final class LifeRest {
    private final LifeWalk walk;
    private final World world;
    private final LifeChecks checks;

    LifeRest(LifeWalk walk, LifeChecks checks) {
        this.walk = walk;
        this.world = walk.world;
        this.checks = checks;
    }

    /** Orders and calls that are under way; an end may wait for its day. */
    static List<String> busy(LifeChecks checks) {
        return checks.lines("""
                select 'order ' || id || ' ' || kind || ' ' || status || ' ' || step || ' ' || coalesce(problem, '') as line
                    from service_order where status in ('OPEN', 'STAFF') and (not_before is null or status = 'STAFF' or step <> 'STOP')
                union all select 'intent ' || service_id || ' ' || action || ' ' || status || ' ' || coalesce(problem, '')
                    from power_intent where status in ('OPEN', 'STAFF')
                """);
    }

    void check() {
        var costs = new HashMap<AccountId, BigDecimal>();
        walk.model.lives.forEach((service, life) -> {
            power(service, life);
            reasons(service, life);
            var owed = fees(service, life).add(walk.money.check(service, life));
            costs.merge(life.account, owed, BigDecimal::add);
        });
        for (var account : world.accounts) {
            assertThat(balance(account))
                    .as("balance of account %s", account)
                    .isEqualByComparingTo(
                            checks.balance(account, "PAYMENT").subtract(costs.getOrDefault(account, BigDecimal.ZERO)));
        }
        servers();
        waiting();
        assertThat(checks.lines("select id::text as line from service"))
                .as("services")
                .hasSize(walk.model.lives.size());
    }

    private void power(ServiceId service, Life life) {
        var vm = checks.vm(service);
        boolean ended =
                checks.number("select count(*) from service where id = ? and last_day is not null", service) > 0;
        assertThat(ended).as("service %s has ended", service).isEqualTo(life.last != null);
        if (ended) {
            assertThat(vm).as("the VM of service %s, which has ended", service).isNull();
            return;
        }
        assertThat(vm).as("the VM of service %s", service).isNotNull();
        boolean suspended = !open(service).isEmpty();
        boolean running = vm != null && vm.running();
        if (suspended || !mayBeOff(service, life)) {
            assertThat(running)
                    .as("VM of service %s runs; suspended for %s", service, open(service))
                    .isEqualTo(!suspended);
        }
    }

    /** Kept off by its owner: then it is off, unless Vimeter stopped it as well and started it again. */
    private boolean mayBeOff(ServiceId service, Life life) {
        var since = life.keptOff;
        if (since == null) {
            return false;
        }
        var vm = checks.vm(service);
        boolean touched =
                checks.number("select count(*) from suspension where service_id = ? and since >= ?", service, since)
                        > 0;
        assertThat(touched || (vm != null && !vm.running()))
                .as("service %s is kept off by its owner", service)
                .isTrue();
        return true;
    }

    private List<String> open(ServiceId service) {
        return checks.lines(
                "select cause || case when order_id is null then '' else ' for its end' end as line from suspension where service_id = ? and lifted_at is null order by 1",
                service);
    }

    private void reasons(ServiceId service, Life life) {
        var expected = new ArrayList<String>();
        if (life.last == null && life.stoppedByClient) {
            expected.add("CLIENT");
        }
        if (life.last == null && life.stoppedByStaff) {
            expected.add("STAFF");
        }
        var found = new ArrayList<>(open(service));
        if (found.remove("FUNDS")) {
            assertThat(balance(life.account)).as("funds of service %s", service).isNegative();
        }
        if (found.remove("LIMIT")) {
            assertThat(checks.lines(
                            "select lifts_on::text as line from suspension where service_id = ? and cause = 'LIMIT' and lifted_at is null and lifts_on <= ?",
                            service,
                            world.today()))
                    .as("limits of service %s that are over", service)
                    .isEmpty();
        }
        assertThat(found).as("reasons to stop service %s", service).isEqualTo(expected);
    }

    private BigDecimal balance(AccountId account) {
        return checks.balance(account, "PAYMENT,FEE,CHARGE,REVERSAL");
    }

    private BigDecimal fees(ServiceId service, Life life) {
        var expected = new TreeMap<>(life.fees(life.sure));
        var perhaps = life.fees(life.perhaps);
        var found = new TreeMap<String, BigDecimal>();
        world.db.list("""
                select per || ' ' || period_start as line, sum(amount) as amount from recurring_charge c
                    where service_id = ? and not exists (select 1 from recurring_reversal v where v.service_id = c.service_id
                        and v.per = c.per and v.period_start = c.period_start and v.sequence = c.sequence)
                    group by 1 having sum(amount) <> 0
                """, row -> found.put(row.text("line"), row.decimal("amount")) == null, service);
        perhaps.forEach((key, amount) -> {
            if (found.containsKey(key)) {
                expected.putIfAbsent(key, amount);
            }
        });
        assertThat(found).as("fees of service %s", service).isEqualTo(expected);
        return expected.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Every VM but the house's own belongs to a living service. */
    private void servers() {
        var expected = new TreeMap<String, String>(Map.of("0/house", "", "1/house", ""));
        checks.lines("""
                        select (select count(*) from server v where v.id < s.server_id) || '/' || vm_name as line
                            from service s where last_day is null
                        union all
                        select (select count(*) from server v where v.id < o.server_id) || '/' || vm_name
                            from service_order o where status = 'WAITING' and kind = 'NEW' and vm_id is not null
                        """).forEach(line -> expected.put(line, ""));
        var found = new ArrayList<String>();
        for (int i = 0; i < world.scenarios.size(); i++) {
            for (var vm : world.scenarios.get(i).vms()) {
                found.add(i + "/" + vm.name());
            }
        }
        assertThat(found).as("VMs").containsExactlyInAnyOrderElementsOf(expected.keySet());
    }

    /** Who waits for money has not enough. */
    private void waiting() {
        for (var one : walk.model.open.entrySet()) {
            var status = checks.text("select status as line from service_order where id = ?", one.getKey());
            if (!one.getValue().isEnd()) {
                assertThat(status).as("order %d", one.getKey()).isEqualTo("WAITING");
                var cost = one.getValue().cost(world.today()).max(BigDecimal.ZERO);
                assertThat(balance(one.getValue().account()))
                        .as("funds for order %d, which waits and costs %s", one.getKey(), cost)
                        .isLessThan(cost);
            }
        }
    }
}
