package org.vimeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.vimeter.order.OrderId;
import org.vimeter.simulator.Scenario;
import org.vimeter.simulator.Simulator;

/**
 * Orders on a server that takes a second VM of the same name: the built jar is killed at each step of one, the database at
 * each of another, and of a third the node that works on it stands still until another has followed. Each has one VM and
 * was charged once.
 */
class OrderTroubleIT {
    private static final int SLOW = 400;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TestPostgres database = new TestPostgres();
    private final Scenario scenario = new Scenario().installation(0).latency(SLOW);
    private int number;

    private Server start() {
        var settings = new HashMap<>(database.settings());
        settings.put("vimeter.node", "node" + ++number);
        settings.put("vimeter.secret.key", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        return Server.start(Path.of("target", "order-trouble", "" + number), settings);
    }

    private long calls(String function) {
        return scenario.calls().stream()
                .filter(call -> call.equals(function) || call.startsWith(function + " "))
                .count();
    }

    /** Works until the server is in the middle of a call. */
    private CompletableFuture<?> workUntil(Server server, String function) {
        long before = calls(function);
        var end = Instant.now().plus(PATIENCE);
        noWaiting();
        var work = upkeep(server);
        while (calls(function) == before) {
            assertThat(Instant.now())
                    .as(() -> "the call of " + function + "\n" + story())
                    .isBefore(end);
            if (work.isDone()) {
                noWaiting();
                work = upkeep(server);
            }
            LockSupport.parkNanos(1_000_000);
        }
        return work;
    }

    private String story() {
        return String.join(
                "\n",
                database.list(
                        "select row_to_json(o)::text from service_order o union all select row_to_json(e)::text from order_event e"));
    }

    private static CompletableFuture<Server.Answer> upkeep(Server server) {
        return CompletableFuture.supplyAsync(() -> server.post("/api/v1/servers/1/upkeep", "{}"));
    }

    private void noWaiting() {
        database.list(
                "update service_order set next_at = now() - interval '1 minute' where status = 'OPEN' returning id");
    }

    /** A crash of the database is over after a moment; who works goes on by himself. */
    private void finish(Server server, OrderId order) {
        server.await(
                () -> {
                    upkeep(server).join();
                    noWaiting();
                    var status = server.get("/api/v1/orders/" + order);
                    return status.status() == 200 && status.field("status").equals("DONE");
                },
                "the end of order " + order);
    }

    /** With {@code -Dorder.trouble=all} at each step; else at those where a VM could be made twice. */
    private static final boolean ALL = "all".equals(System.getProperty("order.trouble"));

    /** For each order in which calls it is interrupted; one whose VM is found by its name has no task to ask for. */
    private static final List<List<String>> KILLS = ALL
            ? List.of(List.of("POST account", "GET task"), List.of("POST host", "GET host/ipv4"))
            : List.of(List.of("POST host", "GET host/ipv4"));

    /** One for each order: a process that lives may carry the order to its end as soon as the database answers again. */
    private static final List<String> CRASHES =
            ALL ? List.of("GET task", "POST host", "GET host/ipv4") : List.of("POST host");

    @Test
    void eachOrderHasOneVmAndOneBill() {
        try (var simulator = new Simulator(scenario, Clock.systemUTC())) {
            var shop = start();
            LifeShop.open(shop, "VMMANAGER_6", simulator.sixUrl());
            LifeShop.pay(shop, "500.00");
            try (var server = killed(shop)) {
                crashes(server);
                pause(server);
            }
            assertThat(scenario.vms()).hasSize(KILLS.size() + CRASHES.size() + 1);
            assertThat(database.list("select distinct vm_id from service")).hasSize(KILLS.size() + CRASHES.size() + 1);
            assertThat(database.list("""
                    select s.id || ' ' || s.vm_name from service s where (select count(*) from recurring_charge c
                        where c.service_id = s.id) <> 2
                    """))
                    .as("services that were not charged once for each fee")
                    .isEmpty();
            assertThat(database.list("select 1 from posting having sum(amount) <> 0"))
                    .isEmpty();
        }
    }

    private Server killed(Server first) {
        var server = first;
        for (var moments : KILLS) {
            OrderId order = new OrderId(LifeShop.order(server, "killed at " + moments));
            for (var function : moments) {
                var work = workUntil(server, function);
                server.kill();
                work.join();
                server = start();
            }
            finish(server, order);
        }
        assertThat(scenario.vms()).hasSize(KILLS.size());
        return server;
    }

    private void crashes(Server server) {
        for (var function : CRASHES) {
            OrderId order = new OrderId(LifeShop.order(server, "the database killed at " + function));
            var work = workUntil(server, function);
            database.crash();
            work.join();
            server.await(() -> server.get("/api/v1/orders/" + order).status() == 200, "an answer after the crash");
            finish(server, order);
        }
        assertThat(scenario.vms()).hasSize(KILLS.size() + CRASHES.size());
    }

    /** The paused node holds its session; its lease ends all the same, and what it does later is nothing. */
    private void pause(Server server) {
        OrderId order = new OrderId(LifeShop.order(server, "paused"));
        var work = workUntil(server, "POST host");
        server.pause();
        try (var other = start()) {
            finish(other, order);
            server.resume();
            work.join();
            upkeep(server).join();
            upkeep(other).join();
        }
        assertThat(server.get("/api/v1/orders/" + order).field("status")).isEqualTo("DONE");
    }
}
