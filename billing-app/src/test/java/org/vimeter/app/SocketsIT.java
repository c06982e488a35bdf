package org.vimeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.vimeter.app.Sockets.Listener;

/** The running jar listens on its HTTP port, on loopback for its own database, and nowhere else. */
class SocketsIT {
    private final Path folder = Path.of("target", "sockets", "" + System.nanoTime());

    private Server start(Map<String, String> settings) {
        var all = new HashMap<>(Map.of("vimeter.collect.automatic", "true"));
        all.putAll(settings);
        return Server.start(folder, all);
    }

    /** Of the server, and of its own database, which is no child of it. */
    private List<Listener> all(Server server) {
        var processes = new ArrayList<>(List.of(server.pid()));
        var database = folder.resolve("data").resolve("postgresql").resolve("postmaster.pid");
        if (Files.exists(database)) {
            processes.add(pid(database));
        }
        return processes.stream().flatMap(pid -> Sockets.of(pid).stream()).toList();
    }

    private static long pid(Path file) {
        try {
            return Long.parseLong(Files.readAllLines(file).get(0).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Listener> ofTheMachine(Server server) {
        return all(server).stream().filter(Listener::loopback).toList();
    }

    private void onlyHttp(Server server) {
        assertThat(all(server).stream().filter(one -> !one.loopback()))
                .containsExactly(new Listener("tcp", false, server.port(), server.pid()));
        assertThat(server.log()).doesNotContain("Hazelcast Instance Bound", "[dev] [5.");
    }

    @Test
    void withADatabaseOfItsOwn() {
        try (var server = start(Map.of())) {
            onlyHttp(server);
            var own = ofTheMachine(server);
            assertThat(own).isNotEmpty().allMatch(one -> one.kind().equals("tcp"));
            assertThat(own.get(0).process()).as("the database’s").isNotEqualTo(server.pid());
        }
    }

    @Test
    void withAnExternalDatabase() {
        try (var server = start(new TestPostgres().settings())) {
            onlyHttp(server);
            assertThat(ofTheMachine(server)).isEmpty();
        }
    }

    /** The demo's simulated servers are called over HTTP like real ones: they listen, on loopback. */
    @Test
    void asTheDemo() {
        try (var server = start(Map.of("vimeter.demo", "true"))) {
            onlyHttp(server);
            server.await(() -> server.log().contains("A simulated VMmanager answers"), "the simulated server");
            assertThat(ofTheMachine(server).stream().map(Listener::kind).collect(Collectors.toSet()))
                    .containsExactly("tcp");
            assertThat(ofTheMachine(server).stream().filter(one -> one.process() != server.pid()))
                    .as("the database’s")
                    .isNotEmpty();
        }
    }
}
