package org.vimeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.vimeter.order.OrderId;
import org.vimeter.simulator.Scenario;
import org.vimeter.simulator.Simulator;

/** The built jar, killed in the middle of a call of each kind: its successor finishes, and there is one VM and one bill. */
class LifeKillIT {
    private static final int SLOW = 300;

    private final TestPostgres database = new TestPostgres();
    private final Scenario scenario = new Scenario().installation(1).latency(SLOW);
    private int number;

    private Server start() {
        var settings = new HashMap<>(database.settings());
        settings.put("vimeter.node", "node" + ++number);
        settings.put("vimeter.secret.key", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        return Server.start(Path.of("target", "life-kill", "" + number), settings);
    }

    private long calls(String function) {
        return scenario.calls().stream()
                .filter(call -> call.startsWith(function))
                .count();
    }

    /** Works until the server is in the middle of a call, and is killed there. */
    private void killAt(Server server, String function) {
        long before = calls(function);
        var work = CompletableFuture.supplyAsync(() -> server.post("/api/v1/servers/1/upkeep", "{}"));
        while (calls(function) == before) {
            if (work.isDone()) {
                database.list(
                        "update service_order set next_at = now() - interval '1 minute' where id = 1 returning id");
                assertThat(work.join().status()).isEqualTo(204);
                work = CompletableFuture.supplyAsync(() -> server.post("/api/v1/servers/1/upkeep", "{}"));
            }
            LockSupport.parkNanos(1_000_000);
        }
        server.kill();
        work.join();
    }

    @Test
    void whoeverComesAfterFinishes() {
        try (var simulator = new Simulator(scenario, Clock.systemUTC())) {
            var shop = start();
            LifeShop.open(shop, simulator.url());
            LifeShop.pay(shop, "100.00");
            OrderId order = new OrderId(LifeShop.order(shop, "first"));
            killAt(shop, "user.edit");
            killAt(start(), "vm.edit");
            killAt(start(), "iplist.edit");
            try (var server = start()) {
                LifeShop.finish(server, order);
            }
            assertThat(scenario.vms()).hasSize(1);
            assertThat(scenario.vms().iterator().next().addresses()).hasSize(2);
            assertThat(bill()).hasSize(2).first().isEqualTo("SETUP 1");
            suspend();
            assertThat(bill()).hasSize(2);
            assertThat(database.list("select 1 from posting having sum(amount) <> 0"))
                    .isEmpty();
        }
    }

    private void suspend() {
        var vm = scenario.vms().iterator().next();
        var staff = start();
        var suspended = staff.post("/api/v1/suspensions", "{\"service\": 1, \"note\": \"a test\"}");
        assertThat(suspended.status()).as(suspended.body()).isEqualTo(201);
        killAt(staff, "vm.stop");
        try (var server = start()) {
            server.await(() -> worked(server) && !vm.running(), "the stop");
            var id = database.list("select id from suspension where lifted_at is null");
            server.post("/api/v1/suspensions/" + id.get(0) + "/release", "{}");
            server.await(() -> worked(server) && vm.running(), "the start");
        }
        assertThat(database.list("select 1 from power_intent where status in ('OPEN', 'STAFF')"))
                .isEmpty();
    }

    private static boolean worked(Server server) {
        return server.post("/api/v1/servers/1/upkeep", "{}").status() == 204;
    }

    private List<String> bill() {
        return database.list(
                "select per || ' ' || sequence from recurring_charge order by per desc, period_start, sequence");
    }
}
