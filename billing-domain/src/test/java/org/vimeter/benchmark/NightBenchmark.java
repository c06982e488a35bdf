package org.vimeter.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.ToLongFunction;
import org.vimeter.benchmark.Meter.Cost;
import org.vimeter.dailyrun.Brakes;
import org.vimeter.dailyrun.DailyRun;
import org.vimeter.dailyrun.RunOrder;
import org.vimeter.db.Db;
import org.vimeter.enforcement.Reconciler;
import org.vimeter.secret.Secrets;
import org.vimeter.server.Connections;
import org.vimeter.testing.SettableClock;

/**
 * Nights of services with four meters, several to an account, a tenth of them charged, without the HTTP part; beside each, in
 * the same process and on the same PostgreSQL, the same writes as plain set-based SQL ({@link PlainSql}). Between nights both
 * databases are vacuumed and analysed, as a day does it. Afterwards both are compared service by service.
 *
 * <p>Sizes are given by {@code -Dbenchmark.services=10000,100000}, the number of nights by {@code -Dbenchmark.nights=7}.
 */
public final class NightBenchmark {
    private static final LocalDate FIRST = LocalDate.of(2026, 5, 1);

    /** Nights that are told and not counted: the first of a month writes its totals anew, and Java is cold. */
    private static final int WARM_UP = 2;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-05-01T08:00:00Z"));
    private final BenchmarkServers servers = new BenchmarkServers();
    private final BenchmarkShop ours;
    private final BenchmarkShop plain;
    private final DailyRun run;
    private final int services;

    private NightBenchmark(EmbeddedPostgres postgres, int services) throws SQLException {
        this.services = services;
        this.ours = BenchmarkShop.of(postgres, "vimeter" + services, services, FIRST);
        this.plain = BenchmarkShop.of(postgres, "plain" + services, services, FIRST);
        this.run = dailyRun(ours.db());
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        int nights = Integer.getInteger("benchmark.nights", 7);
        var sizes = System.getProperty("benchmark.services", "10000,100000").split(",", -1);
        try (var postgres = EmbeddedPostgres.builder()
                .setServerConfig("shared_buffers", "1GB")
                .setServerConfig("max_wal_size", "8GB")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("autovacuum", "off")
                .start()) {
            say("PostgreSQL on this machine, fsync and synchronous commit on; wall ms (CPU ms) [WAL bytes a service]");
            for (var size : sizes) {
                new NightBenchmark(postgres, Integer.parseInt(size)).measure(nights);
            }
        }
        System.exit(0);
    }

    private record Night(Cost first, Cost again, Cost sql) {}

    private void measure(int nights) {
        say("%d services".formatted(services));
        var measured = new ArrayList<Night>();
        for (int i = 0; i < nights; i++) {
            var night = night(FIRST.plusDays(i));
            say("  night %d: %s | again %s | plain %s | ratio %s"
                    .formatted(
                            i + 1,
                            night.first().shown(services),
                            night.again().shown(services),
                            night.sql().shown(services),
                            Meter.ratio(night.first().wall(), night.sql().wall())));
            if (i >= WARM_UP) {
                measured.add(night);
            }
        }
        long median = median(measured, one -> one.first().wall());
        say("  median: %d services/s | ratio %s | CPU ratio %s | again %s of the night"
                .formatted(
                        services * 1000L / median,
                        Meter.ratio(median, median(measured, one -> one.sql().wall())),
                        Meter.ratio(
                                median(measured, one -> one.first().cpu()),
                                median(measured, one -> one.sql().cpu())),
                        Meter.ratio(median(measured, one -> one.again().wall()), median)));
        Books.requireSame(ours.db(), plain.db(), services);
        correct(FIRST.plusDays(nights - 1L), median);
        var last = FIRST.plusDays(nights);
        at(last);
        say("  peak live heap: %d MiB".formatted(Meter.peakLiveHeap(() -> run(last)) >> 20));
    }

    private Night night(LocalDate day) {
        at(day);
        var night = new Night(
                Meter.of(ours.db(), () -> run(day)),
                Meter.of(ours.db(), () -> run(day)),
                Meter.of(plain.db(), () -> PlainSql.night(plain.db(), day)));
        ours.settle();
        plain.settle();
        return night;
    }

    /** The last day is told differently for one service in a hundred, and run again. */
    private void correct(LocalDate day, long night) {
        servers.correct(day);
        var cost = Meter.of(ours.db(), () -> run(day));
        say("  a day of which a hundredth was corrected: %s, %s of a night"
                .formatted(cost.shown(services), Meter.ratio(cost.wall(), night)));
    }

    private void at(LocalDate day) {
        clock.set(day.plusDays(1).atTime(LocalTime.of(8, 0)).toInstant(ZoneOffset.UTC));
    }

    private void run(LocalDate day) {
        run.run(1, day, RunOrder.real("benchmark"));
    }

    private DailyRun dailyRun(Db db) {
        var connections = new Connections(db, new Secrets(List.of(new byte[Secrets.KEY_BYTES])), servers);
        var setup = new DailyRun.Setup("benchmark", Executors.defaultThreadFactory(), DailyRun.Setup.CHUNK, Brakes.OFF);
        var threads = Executors.defaultThreadFactory();
        return new DailyRun(
                db, clock, connections, new Reconciler(db, clock, connections, "benchmark", threads), setup);
    }

    private static long median(List<Night> nights, ToLongFunction<Night> cost) {
        var sorted = nights.stream().mapToLong(cost).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
