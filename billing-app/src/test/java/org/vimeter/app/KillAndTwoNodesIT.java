package org.vimeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vimeter.account.AccountId;
import org.vimeter.simulator.Scenario;
import org.vimeter.simulator.Simulator;

/** The built jar, killed and doubled: the books are those of an undisturbed run. */
class KillAndTwoNodesIT {
    private static final int SERVICES = 40;
    private static final LocalDate DAY = LocalDate.now(ZoneOffset.UTC).minusDays(1);
    private static final Path FOLDER = Path.of("target", "kill");
    private static final Scenario SCENARIO = new Scenario();
    private static Simulator simulator;

    @BeforeAll
    static void simulate() {
        for (int i = 1; i <= SERVICES; i++) {
            SCENARIO.vm("" + i, "vm" + i, 1);
        }
        SCENARIO.usage((vm, day) -> {
            pause(day); // a run takes long enough to be killed in its middle
            long id = Long.parseLong(vm.id());
            return Map.of("rx", 2 * id + ".5", "tx", id + ".25", "cpu", "" + 100 * id, "io", "" + 864 * id);
        });
        simulator = new Simulator(SCENARIO, Clock.systemUTC());
    }

    @AfterAll
    static void end() {
        simulator.close();
    }

    private static void pause(LocalDate day) {
        try {
            Thread.sleep(day.equals(DAY) ? 60 : 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Server start(TestPostgres database, String node) {
        var settings = new HashMap<>(database.settings());
        settings.put("vimeter.chunk", "5");
        settings.put("vimeter.node", node);
        // One key for all nodes, as any two nodes on one database must have.
        settings.put("vimeter.secret.key", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        return Server.start(FOLDER.resolve(node), settings);
    }

    private static void shop(Server server) {
        server.create("/api/v1/servers", """
                {"name": "s", "url": "%s", "login": "admin", "password": "simulated", "zone": "UTC"}
                """.formatted(simulator.url()));
        server.post("/api/v1/servers/1/disk-images", "{}");
        server.create("/api/v1/item-types/1/add-on-types", """
                {"name": "io", "title": "IO", "unit": "iops", "meters": ["io"]}
                """);
        server.create("/api/v1/service-packages", """
                {"name": "P", "internalName": "VPS-Start", "currencies": "EUR", "servers": ["s"],
                 "images": ["ISPsystem__Debian-12-x86_64"], "prices": [{"currency": "EUR", "per": "MONTHLY", "amount": "10"}],
                 "addOns": [
                  {"type": "ip", "rule": "INCLUDED", "included": "1"},
                  {"type": "traffic", "rule": "METERED", "unit": "GiB", "included": "10", "limit": "117",
                   "prices": [{"currency": "EUR", "per": "OVERAGE", "amount": "0.37"}]},
                  {"type": "cpu", "rule": "METERED", "unit": "second", "included": "500", "period": "DAY",
                   "prices": [{"currency": "EUR", "per": "OVERAGE", "amount": "0.001"}]},
                  {"type": "io", "rule": "METERED", "unit": "iops", "included": "3", "period": "DAY",
                   "prices": [{"currency": "EUR", "per": "OVERAGE", "amount": "0.05"}]}]}
                """);
        var published = server.post("/api/v1/service-packages/1/publication", "{}");
        assertThat(published.status()).as(published.body()).isEqualTo(200);
        for (int i = 1; i <= SERVICES; i++) {
            AccountId account = new AccountId(
                    server.create("/api/v1/accounts", "{\"name\": \"A%d\", \"currency\": \"EUR\"}".formatted(i))
                            .id());
            server.create(
                    "/api/v1/accounts/" + account + "/payments",
                    "{\"amount\": \"%d.00\"}".formatted(i % 10 == 0 ? 1 : 500),
                    "first");
            server.create(
                    "/api/v1/services",
                    "{\"account\": %s, \"servicePackage\": 1, \"server\": 1, \"vm\": \"%d\", \"firstDay\": \"%s\"}"
                            .formatted(account, i, DAY));
        }
    }

    private static Server.Answer run(Server server) {
        return server.post("/api/v1/runs", "{\"server\": 1, \"day\": \"" + DAY + "\"}");
    }

    /** The books of one undisturbed run. */
    private static TestPostgres undisturbed() {
        var database = new TestPostgres();
        try (var server = start(database, "calm")) {
            shop(server);
            var report = run(server);
            assertThat(report.status()).as(report.body()).isEqualTo(201);
            assertThat(report.field("status")).as(report.body()).isEqualTo("DONE");
        }
        return database;
    }

    @Test
    void killedAtRandomMomentsAndRunByTwoNodesTheBooksAreTheSame() {
        var expected = undisturbed().books();
        assertThat(expected).anyMatch(line -> line.startsWith("charge/"));
        assertThat(expected).anyMatch(line -> line.startsWith("suspended "));

        var database = new TestPostgres();
        var shop = start(database, "victim");
        shop(shop);
        long seed = new Random().nextLong();
        var random = new Random(seed);
        int interrupted = 0;
        for (int round = 1; round <= 3; round++) {
            var victim = round == 1 ? shop : start(database, "victim" + round);
            var answer = CompletableFuture.supplyAsync(() -> run(victim));
            // in the first third of the collection, in the last third, and once the first charges are posted
            var moment = round == 3
                    ? "select count(*) from charge having count(*) > " + random.nextInt(40)
                    : "select 1 from run where progress between " + (round * 15 - random.nextInt(10)) + " and 39";
            while (!answer.isDone() && database.list(moment).isEmpty()) {
                Thread.onSpinWait();
            }
            victim.kill();
            answer.join();
            interrupted +=
                    database.list("select 1 from run where status = 'RUNNING'").size();
        }
        assertThat(interrupted)
                .as("kills that hit a run in its middle, seed %d", seed)
                .isPositive();
        try (var one = start(database, "one");
                var two = start(database, "two")) {
            var first = CompletableFuture.supplyAsync(() -> run(one));
            var second = CompletableFuture.supplyAsync(() -> run(two));
            assertThat(first.join().status() + second.join().status())
                    .as("one runs, the other runs after it or is told that it is busy")
                    .isIn(201 + 201, 201 + 409, 202 + 409);
            one.await(() -> database.number("select count(*) from run where status = 'RUNNING'") == 0, "the end");
            assertThat(run(two).status()).isEqualTo(201);
            assertThat(database.books()).as("seed %d", seed).isEqualTo(expected);
            assertThat(database.list("select 1 from posting having sum(amount) <> 0"))
                    .isEmpty();
        }
    }
}
