package org.vimeter.app;

import jakarta.json.Json;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The built runnable jar as a process of its own, with its REST API. */
final class Server implements AutoCloseable {
    static final Path JAR = Path.of(System.getProperty("vimeter.jar", "target/vimeter.jar"));
    private static final Duration START = Duration.ofMinutes(3);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int port;
    private final Path log;
    private final Process process;
    final Duration tookToStart;

    private Server(int port, Path log, Process process) {
        this.port = port;
        this.log = log;
        this.process = process;
        var start = Instant.now();
        await(() -> get("/login").status() == 200, "the first page");
        this.tookToStart = Duration.between(start, Instant.now());
    }

    record Answer(int status, String body) {
        /** A string or number of the top level of a JSON object. */
        String field(String name) {
            try (var reader = Json.createReader(new StringReader(body))) {
                var value = reader.readObject().get(name);
                return value instanceof JsonString text ? text.getString() : String.valueOf(value);
            }
        }

        long id() {
            return Long.parseLong(field("id"));
        }
    }

    /** @param settings in which {@code {port}} stands for the port that was free */
    static Server start(Path folder, Map<String, String> settings) {
        try {
            Files.createDirectories(folder);
            int port = freePort();
            var log = folder.resolve("server-" + port + ".log");
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xmx512m",
                    "-Duser.timezone=UTC",
                    "-Dvimeter.data=" + folder.resolve("data"),
                    "-Dvimeter.server.networks=127.0.0.0/8",
                    "-Dvimeter.admin.password=test-password",
                    "-Dvimeter.api.basic=true",
                    "-Dvimeter.db.durable=false"));
            settings.forEach(
                    (name, value) -> command.add("-D" + name + "=" + value.replace("{port}", String.valueOf(port))));
            command.addAll(List.of("-jar", JAR.toString(), "--port", String.valueOf(port)));
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new Server(port, log, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    String url() {
        return "http://localhost:" + port;
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Prefer", "wait=100")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    Answer put(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** As {@link #post}, and the answer must be a created object. */
    Answer create(String path, String json) {
        var answer = post(path, json);
        if (answer.status() != 201) {
            throw new AssertionError("POST " + path + " " + json + " gave " + answer);
        }
        return answer;
    }

    /** With a key, under which it is made once. */
    Answer create(String path, String json, String key) {
        var answer = send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(json)));
        if (answer.status() != 201) {
            throw new AssertionError("POST " + path + " " + json + " gave " + answer);
        }
        return answer;
    }

    /** kill -9: no hook runs, no transaction ends. */
    void kill() {
        process.destroyForcibly();
        waitForEnd();
    }

    /** It stands still, with all that it holds. */
    void pause() {
        signal("-STOP");
    }

    void resume() {
        signal("-CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
        waitForEnd();
    }

    private void waitForEnd() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    interface Condition {
        boolean holds();
    }

    void await(Condition condition, String what) {
        var end = Instant.now().plus(START);
        while (!condition.holds()) {
            if (Instant.now().isAfter(end) || !process.isAlive()) {
                throw new AssertionError(what + " did not come; the log says:\n" + log());
            }
            sleep(100);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private HttpRequest.Builder request(String path) {
        var basic = Base64.getEncoder().encodeToString("admin:test-password".getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(Duration.ofMinutes(3))
                .header("Authorization", "Basic " + basic);
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Answer(0, e.toString()); // not up yet, or killed meanwhile: the caller looks at the status
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(0, e.toString());
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
