package org.vimeter.app;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.vimeter.dailyrun.RunReport;
import org.vimeter.simulator.Simulator;

/**
 * One night of one server whose every answer takes 20 ms, over real HTTP against simulators in a process of their own, beside
 * the least time that its permitted calls at once allow; alone, and next to a server that is dead.
 */
public final class CollectionBenchmark {
    private static final int LATENCY = 20;

    private CollectionBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            simulate(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
            return;
        }
        try (var postgres = EmbeddedPostgres.builder().start()) {
            say("kind | VMs | calls at once | night | least | ratio | peak live heap of a night");
            measure(postgres, "VMMANAGER_KVM", "/vmmgr", 1_000, 1, Map.of());
            measure(postgres, "VMMANAGER_KVM", "/vmmgr", 10_000, 1, Map.of());
            measure(postgres, "VMMANAGER_6", "", 10_000, 3, Map.of("rate", "0", "concurrency", "16"));
            besideADeadServer(postgres);
        }
        System.exit(0);
    }

    private static void measure(
            EmbeddedPostgres postgres, String kind, String path, int vms, int callsEach, Map<String, String> settings)
            throws Exception {
        try (var simulator = new Child(vms)) {
            var fleet = new Fleet(Fleet.database(postgres, "c" + kind.toLowerCase(Locale.ROOT) + vms));
            long server = fleet.server("live", kind, simulator.url(path), vms, settings);
            int atOnce = Integer.parseInt(settings.getOrDefault("concurrency", "8"));
            long night = time(fleet, server, vms);
            long least = (long) vms * callsEach * LATENCY / atOnce;
            long heap = peakHeap(() -> fleet.run(server));
            say(kind + " | " + vms + " | " + atOnce + " | " + night + " ms | " + least + " ms | " + ratio(night, least)
                    + " | " + heap + " MiB");
        }
    }

    /** Its port is taken by something that accepts connections and never answers. */
    private static void besideADeadServer(EmbeddedPostgres postgres) throws Exception {
        int vms = 2_000;
        try (var simulator = new Child(vms);
                var silent = new ServerSocket(0)) {
            var fleet = new Fleet(Fleet.database(postgres, "dead"));
            var url = simulator.url("/vmmgr");
            long alone = time(fleet, fleet.server("alone", "VMMANAGER_KVM", url, vms, Map.of()), vms);
            long dead = fleet.server(
                    "dead",
                    "VMMANAGER_KVM",
                    URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/vmmgr"),
                    vms,
                    Map.of("timeout", "30"));
            var failing = CompletableFuture.supplyAsync(() -> fleet.run(dead));
            long beside = time(fleet, fleet.server("beside", "VMMANAGER_KVM", url, vms, Map.of()), vms);
            say("beside a dead server: " + beside + " ms, alone: " + alone + " ms, ratio " + ratio(beside, alone)
                    + "; the dead one was then still being waited for: " + !failing.isDone());
            require(failing.get().counts().missing() == 2L * vms, failing.get());
        }
    }

    private static long time(Fleet fleet, long server, int vms) {
        long start = System.nanoTime();
        var report = fleet.run(server);
        long took = Duration.ofNanos(System.nanoTime() - start).toMillis();
        require(report.counts().received() >= 2L * vms, report);
        require(report.counts().missing() == 0, report);
        return took;
    }

    private static void require(boolean condition, RunReport report) {
        if (!condition) {
            throw new IllegalStateException("The night is not what it should be: " + report);
        }
    }

    private static long peakHeap(Runnable night) throws InterruptedException {
        var peak = new AtomicLong();
        var done = CompletableFuture.runAsync(night);
        while (!done.isDone()) {
            System.gc();
            peak.accumulateAndGet(
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), Math::max);
            Thread.sleep(500);
        }
        done.join();
        return peak.get() >> 20;
    }

    private static BigDecimal ratio(long time, long other) {
        return BigDecimal.valueOf(time).divide(BigDecimal.valueOf(other), 2, RoundingMode.HALF_UP);
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private static void simulate(int port, int vms) throws IOException {
        try (var simulator = new Simulator(Fleet.scenario(vms, LATENCY), Fleet.CLOCK, port)) {
            say("ready " + simulator.url());
            while (System.in.read() >= 0) {
                // until the benchmark closes the pipe
            }
        }
    }

    /** The simulators in a process of their own, so that their work and memory are not ours. */
    private static final class Child implements AutoCloseable {
        private final Process process;
        private final int port;

        Child(int vms) throws IOException {
            try (var free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            process = new ProcessBuilder(List.of(
                            System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                            "-Xmx512m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            CollectionBenchmark.class.getName(),
                            "" + port,
                            "" + vms))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.inputReader().readLine();
        }

        URI url(String path) {
            return URI.create("http://127.0.0.1:" + port + path);
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
