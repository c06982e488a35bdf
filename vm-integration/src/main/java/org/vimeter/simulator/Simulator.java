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
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.vimeter.simulator.Scenario.Fault;

/** Serves a scenario at {@code /vmmgr} on a free loopback port. HTTP status 200 for application errors too, as the real one. */
public final class Simulator implements AutoCloseable {
    private final Scenario scenario;
    private final Clock clock;
    private final HttpServer http;
    private final boolean tls;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "simulator");
        thread.setDaemon(true);
        return thread;
    });

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
        this.clock = clock;
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            http = tls == null ? HttpServer.create(address, 0) : secured(HttpsServer.create(address, 0), tls);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/vmmgr", this::handle);
        http.setExecutor(threads);
        http.start();
    }

    private static HttpsServer secured(HttpsServer server, SSLContext tls) {
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return server;
    }

    public URI url() {
        return URI.create(
                (tls ? "https" : "http") + "://127.0.0.1:" + http.getAddress().getPort() + "/vmmgr");
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var parameters = parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            var function = parameters.getOrDefault("func", "");
            scenario.called(
                    (function + " " + parameters.getOrDefault("elid", parameters.getOrDefault("server", ""))).strip());
            var fault = scenario.faultOf(function);
            if (fault == Fault.DROPPED) {
                return;
            }
            var body = broken(fault, function, answer(function, parameters)).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/xml; charset=UTF-8");
            exchange.sendResponseHeaders(fault == Fault.HTTP_500 ? 500 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String broken(@Nullable Fault fault, String function, String answer) {
        if (fault == null) {
            return answer;
        }
        return switch (fault) {
            case HTML -> Answers.HTML;
            case TRUNCATED -> answer.substring(0, answer.length() / 2);
            case XXE -> Answers.XXE;
            case EMPTY -> Answers.doc(function, "");
            case DEEP -> Answers.doc(function, "<a>".repeat(1000) + "</a>".repeat(1000));
            case HUGE -> Answers.doc(function, "<elem>".repeat(1) + "x".repeat(40_000_000) + "</elem>");
            case GARBAGE -> "\u0000\u0001 nothing to read";
            case ACCESS -> Answers.error(function, "access", function, "", "Not allowed");
            case SLOW -> slow(answer);
            case HTTP_500, DROPPED -> answer;
        };
    }

    private static String slow(String answer) {
        try {
            Thread.sleep(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return answer;
    }

    private String answer(String function, Map<String, String> parameters) {
        if (!(Scenario.LOGIN + ":" + Scenario.PASSWORD).equals(parameters.get("authinfo"))) {
            return Answers.error(function, "auth", "badpassword", "", "Wrong username or password");
        }
        return switch (function) {
            case "vm" ->
                Answers.doc(
                        function,
                        String.join("", scenario.vms().stream().map(Answers::vm).toList()));
            case "preset" -> Answers.names(function, scenario.templates());
            case "osmgr" -> Answers.names(function, scenario.images());
            case "vmhostnode" -> Answers.names(function, List.of("kvm-node-1", "kvm-node-2"));
            case "vm.stop", "vm.start" -> power(function, parameters.getOrDefault("elid", ""));
            case "reportvm" -> report(parameters);
            default -> Answers.error(function, "missed", "func", function, "No such function");
        };
    }

    private String power(String function, String id) {
        if (scenario.vm(id) == null) {
            return Answers.error(function, "missed", "vm", id, "No VM with the id " + id);
        }
        scenario.power(id, function.equals("vm.start"));
        return Answers.doc(function, "<ok/>");
    }

    private String report(Map<String, String> parameters) {
        var vm = scenario.vm(parameters.getOrDefault("server", ""));
        if (vm == null) {
            return Answers.error("reportvm", "missed", "vm", parameters.getOrDefault("server", ""), "No such VM");
        }
        var today = LocalDate.now(clock);
        var month = today.withDayOfMonth(1);
        return switch (parameters.getOrDefault("period", "")) {
            case "currentmonth" -> Answers.doc("reportvm", Answers.report(scenario.rows(vm, month, today)));
            case "lastmonth" ->
                Answers.doc("reportvm", Answers.report(scenario.rows(vm, month.minusMonths(1), month.minusDays(1))));
            case "other" ->
                Answers.doc(
                        "reportvm",
                        Answers.report(scenario.rows(
                                vm,
                                LocalDate.parse(parameters.getOrDefault("periodstart", "")),
                                LocalDate.parse(parameters.getOrDefault("periodend", "")))));
            default ->
                Answers.error("reportvm", "value", "period", parameters.getOrDefault("period", ""), "Wrong period");
        };
    }

    private static Map<String, String> parameters(String form) {
        var parameters = new HashMap<String, String>();
        for (var pair : form.split("&", -1)) {
            var parts = pair.split("=", 2);
            if (parts.length == 2) {
                parameters.put(decoded(parts[0]), decoded(parts[1]));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
