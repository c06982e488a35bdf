package org.vimeter.benchmark;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.vimeter.db.Db;

/** Measures what some work costs. */
final class Meter {
    private static final int LOOK_MILLIS = 200;

    private Meter() {}

    /**
     * @param wall milliseconds
     * @param cpu milliseconds of this process and of PostgreSQL
     * @param wal bytes that PostgreSQL wrote ahead
     */
    record Cost(long wall, long cpu, long wal) {
        String shown(int services) {
            return "%d ms (%d) [%d]".formatted(wall, cpu, wal / services);
        }
    }

    static Cost of(Db db, Runnable work) {
        long wal = wal(db);
        long cpu = cpu(db);
        long start = System.nanoTime();
        work.run();
        return new Cost((System.nanoTime() - start) / 1_000_000, cpu(db) - cpu, wal(db) - wal);
    }

    /** A ratio of two figures, to two places. */
    static String ratio(long one, long other) {
        return BigDecimal.valueOf(one)
                .divide(BigDecimal.valueOf(Math.max(1, other)), 2, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private static long wal(Db db) {
        return db.find("select (pg_current_wal_lsn() - '0/0')::bigint as bytes", row -> row.number("bytes"))
                .orElseThrow();
    }

    /** Processes of PostgreSQL that ended meanwhile are not counted. */
    private static long cpu(Db db) {
        long backend = db.find("select pg_backend_pid() as pid", row -> row.number("pid"))
                .orElseThrow();
        var postmaster =
                ProcessHandle.of(backend).flatMap(ProcessHandle::parent).orElseThrow();
        return Stream.concat(Stream.of(ProcessHandle.current()), postmaster.children())
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToLong(Duration::toMillis)
                .sum();
    }

    /** Slowed down by a collection five times a second: what is left after each is alive. */
    static long peakLiveHeap(Runnable work) {
        var peak = new AtomicLong();
        var watcher = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                System.gc();
                peak.accumulateAndGet(
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), Math::max);
                try {
                    Thread.sleep(LOOK_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        watcher.start();
        work.run();
        watcher.interrupt();
        return peak.get();
    }
}
