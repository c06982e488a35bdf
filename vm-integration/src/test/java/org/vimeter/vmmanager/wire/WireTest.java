package org.vimeter.vmmanager.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vimeter.simulator.SelfSigned;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;
import org.vimeter.vmmanager.Connected;

class WireTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @TempDir
    private Path folder;

    private final List<String> hosts = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final CallLog log =
            new CallLog((server, function, failed, took) -> calls.add(server + " " + function + " " + failed));
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile CountDownLatch together = new CountDownLatch(0);
    private HttpServer http;

    @BeforeEach
    void start() throws IOException {
        http = serve(HttpServer.create(new InetSocketAddress(HERE, 0), 0));
    }

    /** Answers are held until as many calls are there at once as the test wants to see. */
    private void meet() {
        try {
            together.countDown();
            together.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpServer serve(HttpServer server) {
        server.createContext("/", exchange -> {
            synchronized (hosts) {
                hosts.add(exchange.getRequestHeaders().getFirst("Host"));
            }
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            meet();
            atOnce.decrementAndGet();
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("ok".getBytes());
            exchange.close();
        });
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        return server;
    }

    @AfterEach
    void stop() {
        http.stop(0);
    }

    private static ServerConnection connection(String url, String... settings) {
        return new Connected(Clock.systemUTC()).connection("VMMANAGER_KVM", URI.create(url), settings);
    }

    private static int status(Wire wire, ServerConnection server) throws Exception {
        var call = new Call("vm", "", "GET", server.url(), Map.of(), "");
        return wire.to(server).send(call, HttpAnswer::status);
    }

    private static Networks names(InetAddress... inTurn) {
        var turn = new AtomicInteger();
        return new Networks("127.0.0.0/8", host ->
                new InetAddress[] {inTurn[Math.min(turn.getAndIncrement(), inTurn.length - 1)]});
    }

    @Test
    void theAddressThatWasCheckedIsTheOneThatIsConnectedToAndTheNameGoesAlong() throws Exception {
        int port = http.getAddress().getPort();
        var wire = new Wire(names(HERE), log);
        assertThat(status(wire, connection("http://vm.example:" + port + "/vmmgr")))
                .isEqualTo(200);
        assertThat(hosts).containsExactly("vm.example:" + port);
    }

    @Test
    void aNameThatLeadsElsewhereLaterIsRefusedThen() throws Exception {
        int port = http.getAddress().getPort();
        var wire = new Wire(names(HERE, InetAddress.getByName("169.254.169.254")), log);
        var server = connection("http://vm.example:" + port + "/vmmgr");
        assertThat(status(wire, server)).isEqualTo(200);
        assertThatThrownBy(() -> status(wire, server))
                .hasMessageContaining("169.254.169.254")
                .hasMessageContaining("VIMETER_SERVER_NETWORKS")
                .hasMessageContaining("Nothing was sent");
        assertThat(hosts).hasSize(1);
    }

    @Test
    void thisMachineIsNoServerUnlessItIsAllowed() {
        var wire = new Wire(new Networks(Networks.DEFAULT), log);
        var url = "http://localhost:" + http.getAddress().getPort() + "/";
        assertThatThrownBy(() -> status(wire, connection(url))).hasMessageContaining("may not have");
        assertThatThrownBy(() -> wire.certificate(URI.create("https://127.0.0.1:1/")))
                .hasMessageContaining("may not have");
        assertThat(hosts).isEmpty();
    }

    @Test
    void aNameThatNobodyKnowsIsNamed() {
        var wire = new Wire(new Networks(Networks.DEFAULT), log);
        assertThatThrownBy(() -> status(wire, connection("http://no-such-host.invalid/")))
                .hasMessageContaining("no-such-host.invalid")
                .hasMessageContaining("Check the name");
    }

    /** Signed by nobody that this machine knows, so the test vouches for it; the name is checked all the same. */
    @Test
    void aCertificateIsComparedWithTheNameAndNotWithTheAddress() throws Exception {
        var keys = SelfSigned.context(folder, "-ext", "SAN=dns:vm.example");
        var https = HttpsServer.create(new InetSocketAddress(HERE, 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(keys));
        serve(https);
        try {
            var wire = new Wire(names(HERE), log, trusting(https));
            int port = https.getAddress().getPort();
            assertThat(status(wire, connection("https://vm.example:" + port + "/")))
                    .isEqualTo(200);
            assertThatThrownBy(() -> status(wire, connection("https://other.example:" + port + "/")))
                    .hasMessageContaining("not trusted")
                    .hasMessageContaining("other.example");
        } finally {
            https.stop(0);
        }
    }

    /** Who answers at a forged address could have a certificate for just that address. */
    @Test
    void aCertificateForTheAddressIsNoneForTheName() throws Exception {
        var keys = SelfSigned.context(folder, "-ext", "SAN=ip:127.0.0.1");
        var https = HttpsServer.create(new InetSocketAddress(HERE, 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(keys));
        serve(https);
        try {
            var wire = new Wire(names(HERE), log, trusting(https));
            int port = https.getAddress().getPort();
            assertThatThrownBy(() -> status(wire, connection("https://vm.example:" + port + "/")))
                    .hasMessageContaining("not trusted");
            assertThat(hosts).isEmpty();
            assertThat(status(wire, connection("https://127.0.0.1:" + port + "/")))
                    .isEqualTo(200);
        } finally {
            https.stop(0);
        }
    }

    /** Whoever comes too late takes no turn from those who come later. */
    @Test
    void aGateThatWasAskedTooOftenIsOpenAgain() throws Exception {
        var gate = new Gate(8, 10);
        for (int i = 0; i < 1000; i++) {
            if (gate.enter(Duration.ofMillis(1))) {
                gate.leave();
            }
        }
        assertThat(gate.enter(Duration.ofMillis(500))).isTrue();
    }

    @Test
    void whatAServerRepeatsOfASecretIsMasked() {
        var server = connection("http://vm.example/");
        var call = new Call("vm.edit", "7", "POST", server.url(), Map.of(), "", Set.of("Hunter2!"));
        var answer = new HttpAnswer(server, call, 200, new byte[0]);
        assertThat(answer.fault(
                        "server.error", "value", "passwd", "Hunter2!", "Hunter2! is weak, " + server.password()))
                .hasMessageNotContaining("Hunter2!")
                .hasMessageNotContaining(server.password());
        var login = new HttpAnswer(
                server, new Call("auth", "", "POST", server.url(), Map.of(), ""), 200, "{\"token\": \"4-s3".getBytes());
        assertThatThrownBy(() -> JsonAnswer.read(login)).hasMessageNotContaining("4-s3");
    }

    private static X509ExtendedTrustManager trusting(HttpsServer server) throws Exception {
        var seen = new ArrayList<X509Certificate>();
        var look = PinnedCertificate.context(new TrustManager[] {new TrustAll(seen)});
        var socket = look.getSocketFactory()
                .createSocket(HERE.getHostAddress(), server.getAddress().getPort());
        ((SSLSocket) socket).startHandshake();
        socket.close();
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("vm", seen.get(0));
        return Authorities.of(store);
    }

    private record TrustAll(List<X509Certificate> seen) implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            seen.add(chain[0]);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private void callTogether(Wire wire, ServerConnection server, int times) throws Exception {
        var threads = Executors.newFixedThreadPool(times);
        try {
            var tasks = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < times; i++) {
                tasks.add(() -> status(wire, server));
            }
            for (var done : threads.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void noMoreCallsAtOnceThanTheServerIsPermittedWhoeverMakesThem() throws Exception {
        var wire = new Wire(names(HERE), log);
        together = new CountDownLatch(3);
        callTogether(wire, connection("http://vm.example:" + http.getAddress().getPort(), "concurrency", "3"), 30);
        assertThat(most.get()).isEqualTo(3);
        assertThat(hosts).hasSize(30);
    }

    @Test
    void noMoreCallsInASecondThanPermitted() throws Exception {
        var wire = new Wire(names(HERE), log);
        var server = connection("http://vm.example:" + http.getAddress().getPort(), "rate", "20");
        long start = System.nanoTime();
        callTogether(wire, server, 11);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(500_000_000L);
    }

    @Test
    void aCallThatFindsNoRoomFailsInTimeAndDoesNothing() throws Exception {
        var wire = new Wire(names(HERE), log);
        var server = connection(
                "http://vm.example:" + http.getAddress().getPort(), "concurrency", "1", "timeout", "1", "rate", "1");
        var threads = Executors.newFixedThreadPool(4);
        try {
            var results = threads.invokeAll(Collections.nCopies(4, (Callable<String>) () -> {
                try {
                    return "" + status(wire, server);
                } catch (ServerFault fault) {
                    return fault.getMessage();
                }
            }));
            var said = new ArrayList<String>();
            for (var result : results) {
                said.add(result.get());
            }
            assertThat(said).anyMatch(text -> text.contains("all its permitted calls were taken"));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void everyCallIsCountedAndTimed() throws Exception {
        var wire = new Wire(names(HERE), log);
        var server = connection("http://vm.example:" + http.getAddress().getPort());
        status(wire, server);
        status(wire, server);
        var call = new Call("vm.stop", "7", "GET", server.url(), Map.of(), "");
        assertThatThrownBy(() -> wire.to(server).send(call, answer -> {
            throw answer.fault("server.http", answer.status());
        }));
        assertThat(wire.calls(1))
                .satisfiesExactly(
                        vm -> {
                            assertThat(vm.function()).isEqualTo("vm");
                            assertThat(vm.calls()).isEqualTo(2);
                            assertThat(vm.failed()).isZero();
                            assertThat(vm.mean()).isPositive();
                            assertThat(vm.longest()).isGreaterThanOrEqualTo(vm.mean());
                        },
                        stop -> assertThat(stop.failed()).isEqualTo(1));
        assertThat(wire.calls(2)).isEmpty();
        assertThat(calls).contains("berlin-1 vm false", "berlin-1 vm.stop true");
    }

    /** The other side notices: nobody reads on. */
    @Test
    void anAnswerThatNeverEndsIsGivenUpAndTheConnectionClosed() throws Exception {
        var closed = new CountDownLatch(1);
        http.createContext("/drip", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                for (int i = 0; i < 600; i++) {
                    exchange.getResponseBody().write(new byte[1024]);
                    exchange.getResponseBody().flush();
                    Thread.sleep(50);
                }
            } catch (IOException | InterruptedException e) {
                closed.countDown();
            }
        });
        var server = connection("http://vm.example:" + http.getAddress().getPort() + "/drip", "timeout", "1");
        assertThatThrownBy(() -> status(new Wire(names(HERE), log), server)).hasMessageContaining("within 1 seconds");
        assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aCallsTextHoldsNoSecret() {
        var call = new Call(
                "vm",
                "7",
                "POST",
                URI.create("http://u:s3cret@x/y?password=s3cret"),
                Map.of("x-xsrf-token", "s3cret"),
                "s3cret");
        assertThat(call.toString()).doesNotContain("s3cret").contains("vm, VM 7");
    }
}
