package org.vimeter.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.vimeter.login.Keys;

/**
 * Five hundred connections from one address, half-sent heads, half-sent bodies and guesses, while another address reads pages:
 * {@code ./mvnw -Pflood -pl billing-app -am -DskipTests package}. Prints what the reader waited with the flood and without it, in one
 * run; both addresses are loopback.
 */
public final class FloodBenchmark {
    private static final String ATTACKER = "127.0.0.2";
    private static final String READER = "127.0.0.3";
    private static final int CONNECTIONS = 500;
    private static final String CSRF = Keys.digest("form abc");
    private static final int LOOKS = 200;
    private static final long BOUND_MILLIS = 500;

    private FloodBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of("target", "flood", "" + System.nanoTime());
        boolean good;
        try (var server = Server.start(folder, Map.of("vimeter.collect.automatic", "false"))) {
            good = measure(server.port(), LOOKS);
        }
        System.exit(good ? 0 : 1);
    }

    /** @return whether the reader's p95 stayed within half a second */
    static boolean measure(int port, int looks) throws InterruptedException {
        read(port, looks / 2); // warm
        var calm = read(port, looks);
        var good = true;
        for (var attack : List.of(Attack.values())) {
            try (var flood = new Flood(attack, port)) {
                Thread.sleep(1500);
                var waited = read(port, looks);
                System.out.printf(
                        "%-11s p50 %4d ms, p95 %4d ms, slowest %4d ms (without: %d, %d, %d ms); %d connections opened, %d refused or closed%n",
                        attack,
                        at(waited, 50),
                        at(waited, 95),
                        at(waited, 100),
                        at(calm, 50),
                        at(calm, 95),
                        at(calm, 100),
                        flood.opened.get(),
                        flood.closed.get());
                good &= at(waited, 95) < BOUND_MILLIS;
            }
        }
        return good;
    }

    private static List<Long> read(int port, int looks) {
        var waited = new ArrayList<Long>();
        for (int i = 0; i < looks; i++) {
            long start = System.nanoTime();
            try (var socket = socket(READER, port)) {
                send(socket, "GET /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
                var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (!answer.startsWith("HTTP/1.1 200")) {
                    throw new IllegalStateException(
                            "The reader got: " + answer.lines().findFirst().orElse("nothing"));
                }
            } catch (IOException e) {
                throw new IllegalStateException("The reader was not answered", e);
            }
            waited.add((System.nanoTime() - start) / 1_000_000);
        }
        waited.sort(null);
        return waited;
    }

    private static long at(List<Long> sorted, int percent) {
        return sorted.get(Math.max(0, (sorted.size() * percent + 99) / 100 - 1));
    }

    private static Socket socket(String from, int port) throws IOException {
        var socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 10_000);
            socket.setSoTimeout(30_000);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private enum Attack {
        /** A head that never ends. */
        SLOW_HEAD("GET /login HTTP/1.1\r\nHost: localhost\r\nX-Slow: "),
        /** A log-in whose body never ends. */
        SLOW_BODY("POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Content-Length: 1000\r\n\r\nname="),
        /** Guess after guess, each with another name. */
        GUESSES(""),
        /** Guess after guess over REST. */
        API_GUESSES("");

        private final String beginning;

        Attack(String beginning) {
            this.beginning = beginning;
        }

        /** One connection's work until the flood ends. */
        void perform(int port, int number, AtomicBoolean goesOn) throws IOException, InterruptedException {
            try (var socket = socket(ATTACKER, port)) {
                if (!beginning.isEmpty()) {
                    send(socket, beginning);
                }
                while (goesOn.get()) {
                    if (beginning.isEmpty()) {
                        guess(socket, number);
                    } else {
                        send(socket, "x");
                        Thread.sleep(500);
                    }
                }
            }
        }

        private void guess(Socket socket, int number) throws IOException {
            var body = "name=guess" + number + System.nanoTime() + "&password=x&_csrf=" + CSRF;
            send(
                    socket,
                    this == GUESSES
                            ? "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                                    + "Cookie: vimeter-form=abc\r\nContent-Length: " + body.length() + "\r\n\r\n" + body
                            : "GET /api/v1/accounts HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic "
                                    + Base64.getEncoder()
                                            .encodeToString(("n" + number + System.nanoTime() + ":x")
                                                    .getBytes(StandardCharsets.UTF_8))
                                    + "\r\n\r\n");
            if (socket.getInputStream().read(new byte[8192]) < 0) {
                throw new IOException("closed");
            }
        }
    }

    private static final class Flood implements AutoCloseable {
        private final AtomicBoolean goesOn = new AtomicBoolean(true);
        private final AtomicInteger opened = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();
        private final ExecutorService attackers = Executors.newFixedThreadPool(CONNECTIONS);

        Flood(Attack attack, int port) {
            for (int i = 0; i < CONNECTIONS; i++) {
                int number = i;
                attackers.execute(() -> keepOn(attack, port, number));
            }
        }

        private void keepOn(Attack attack, int port, int number) {
            while (goesOn.get()) {
                try {
                    opened.incrementAndGet();
                    attack.perform(port, number, goesOn);
                } catch (IOException e) {
                    closed.incrementAndGet();
                    pause();
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        private void pause() {
            try {
                Thread.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            goesOn.set(false);
            attackers.shutdownNow();
        }
    }
}
