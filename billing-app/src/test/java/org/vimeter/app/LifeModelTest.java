package org.vimeter.app;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.vimeter.db.Schema;

/**
 * Random lives against a model, each from a seed: {@code -Dlife.seeds=500} tells more of them, {@code -Dlife.first=77} begins
 * at one that failed, {@code -Dlife.steps} makes them longer, {@code -Dlife.tell=true} says what happened how often.
 */
class LifeModelTest {
    private static final List<List<String>> KINDS = List.of(
            List.of("VMMANAGER_KVM", "VMMANAGER_KVM"),
            List.of("VMMANAGER_KVM", "VMMANAGER_OVZ"),
            List.of("VMMANAGER_KVM", "VMMANAGER_6"));
    /** Before a change of the clock, before the end of a year, on the last days of months. */
    private static final List<String> STARTS = List.of(
            "2026-05-20T10:00+02:00[Europe/Berlin]",
            "2026-10-22T10:00+02:00[Europe/Berlin]",
            "2026-12-27T18:00+10:00[Asia/Vladivostok]",
            "2027-03-10T03:00-05:00[America/New_York]",
            "2027-02-26T21:00+14:00[Pacific/Kiritimati]",
            "2026-08-30T10:00+00:00[UTC]",
            "2027-03-27T23:00+05:45[Asia/Kathmandu]");

    private static final Map<String, Integer> HAPPENED = new TreeMap<>();
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database life");
        }
        Schema.migrate(Schema.asOwner(postgres.getJdbcUrl("postgres", "life"), "postgres", "postgres"));
    }

    @AfterAll
    static void stop() throws IOException {
        if (Boolean.getBoolean("life.tell")) {
            HAPPENED.forEach((what, count) -> System.out.println("HAPPENED " + count + " " + what));
        }
        postgres.close();
    }

    @TestFactory
    Stream<DynamicTest> lives() {
        long first = Long.getLong("life.first", 1);
        return LongStream.range(first, first + Long.getLong("life.seeds", 12))
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> live(seed)));
    }

    private static void live(long seed) throws Exception {
        var kinds = KINDS.get(Math.floorMod(seed, KINDS.size()));
        var start = ZonedDateTime.parse(STARTS.get(Math.floorMod(seed, STARTS.size())));
        try (var world = new World(postgres, "life" + seed, kinds, start)) {
            var walk = new LifeWalk(world, seed, kinds.contains("VMMANAGER_6"));
            try {
                walk.go(Integer.getInteger("life.steps", 40));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "Seed " + seed + " on " + kinds + " from " + start + ": " + e.getMessage() + "\n"
                                + String.join("\n", walk.story),
                        e);
            }
            walk.story.forEach(line ->
                    HAPPENED.merge(line.replaceFirst("^\\S+ +", "").replaceAll("[0-9].*", ""), 1, Integer::sum));
        }
    }
}
