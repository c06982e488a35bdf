package org.vimeter.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Serves one scenario on a free loopback port as three servers: VMmanager 5 KVM at {@code /vmmgr}, OVZ at {@code /vemgr},
 * VMmanager 6 at {@code /}.
 */
public final class Simulator implements AutoCloseable {
    /** Always of IPv4, as the addresses that it gives are, whatever the container prefers. */
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private static final Duration SLOW = Duration.ofSeconds(5);

    static {
        // Without it each answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // Above it, connections are closed that clients still count on.
        System.setProperty("sun.net.httpserver.maxIdleConnections", "20000");
    }

    private final Scenario scenario;
    private final HttpServer http;
    private final boolean tls;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "simulator");
        thread.setDaemon(true);
        return thread;
    });

    /** How one of the servers answers. */
    interface Speaker {
        /** What faults and counts are named by. */
        String function(Request request);

        /** The VM that it is about, for the log of calls; empty without one. */
        String subject(Request request);

        Answer answer(Request request, @Nullable Fault fault);
    }

    /** @param clock its zone is the simulated server's */
    public Simulator(Scenario scenario, Clock clock) {
        this(scenario, clock, 0);
    }

    public Simulator(Scenario scenario, Clock clock, int port) {
        this(scenario, clock, port, null);
    }

    /** @param tls with its key and certificate; null for plain HTTP */
    public Simulator(Scenario scenario, Clock clock, int port, @Nullable SSLContext tls) {
        this.tls = tls != null;
        this.scenario = scenario;
        this.http = server(port, tls);
        serve("/vmmgr", new CoreManager(scenario, clock, CoreManager.Product.KVM));
        serve("/vemgr", new CoreManager(scenario, clock, CoreManager.Product.OVZ));
        serve("/", new VmManager6(scenario, clock));
        http.setExecutor(threads);
        http.start();
    }

    private static HttpServer server(int port, @Nullable SSLContext tls) {
        try {
            var address = new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port);
            return tls == null ? HttpServer.create(address, 0) : secured(HttpsServer.create(address, 0), tls);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpsServer secured(HttpsServer server, SSLContext tls) {
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return server;
    }

    private void serve(String path, Speaker speaker) {
        http.createContext(path, exchange -> handle(exchange, speaker));
    }

    /** Of VMmanager 5 KVM. */
    public URI url() {
        return url("/vmmgr");
    }

    public URI ovzUrl() {
        return url("/vemgr");
    }

    public URI sixUrl() {
        return url("");
    }

    private URI url(String path) {
        return URI.create(
                (tls ? "https" : "http") + "://127.0.0.1:" + http.getAddress().getPort() + path);
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange, Speaker speaker) throws IOException {
        try (exchange) {
            var request = Request.of(exchange);
            var function = speaker.function(request);
            scenario.called((function + " " + speaker.subject(request)).strip());
            scenario.requested(request.recorded());
            var fault = scenario.faultOf(function);
            if (fault == Fault.DROPPED) {
                return;
            }
            var wire = new FaultyWire(exchange, fault);
            if (!wire.insteadOfAnswer()) {
                var answer = speaker.answer(request, fault);
                sleep(fault == Fault.SLOW ? SLOW : Duration.ofMillis(scenario.latency()));
                if (fault != Fault.DROPPED_AFTER) {
                    wire.send(answer);
                }
            }
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
