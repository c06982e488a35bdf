package org.vimeter.vmmanager.v6;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vimeter.problem.Problem;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;
import org.vimeter.vmmanager.wire.Call;
import org.vimeter.vmmanager.wire.Element;
import org.vimeter.vmmanager.wire.Http;
import org.vimeter.vmmanager.wire.HttpAnswer;
import org.vimeter.vmmanager.wire.JsonAnswer;
import org.vimeter.vmmanager.wire.Rows;
import org.vimeter.vmmanager.wire.Ticket;

/** Calls one VMmanager 6: with a token that is renewed when it lapses, and again after a pause while a service wakes up. */
final class VmManager6Calls {
    private static final String TOKEN_LAPSED = "1000";
    private static final int UNAUTHORIZED = 401;
    private static final int LEAST_ERROR = 300;

    private final ServerConnection server;
    private final VmManager6Settings settings;
    private final Http http;
    private final String base;
    private final Ticket token;

    VmManager6Calls(ServerConnection server, VmManager6Settings settings, Http http) {
        this.server = server;
        this.settings = settings;
        this.http = http;
        this.base = server.url().toString().replaceFirst("/+$", "");
        this.token = new Ticket(server, this::logIn);
    }

    /**
     * @param function what calls are counted by
     * @param path below the base address, with the query
     */
    record Request(
            String function,
            String vm,
            String method,
            String path,
            @Nullable JsonObject body) {
        static Request get(String function, String vm, String path) {
            return new Request(function, vm, "GET", path, null);
        }

        /** A busy answer may be a proxy's, behind which it was done all the same: then a second VM, account or address would be made. */
        boolean isRepeatable() {
            return !method.equals("POST")
                    || !Set.of("host", "account", "host/ip").contains(function);
        }

        Set<String> secrets() {
            return body == null || !body.containsKey("password") ? Set.of() : Set.of(body.getString("password"));
        }
    }

    /** An answer that is a refusal, or none at all for now. */
    private record Reply(HttpAnswer answer, @Nullable Element root) {
        boolean isBusy() {
            return answer.status() == 503 || answer.status() == 429;
        }

        boolean isLapsed() {
            return answer.status() == UNAUTHORIZED || error("code").equals(TOKEN_LAPSED);
        }

        String error(String part) {
            return root == null
                    ? ""
                    : root.child("error").map(error -> error.textOf(part)).orElse("");
        }

        boolean isError() {
            return answer.status() >= LEAST_ERROR
                    || !error("code").isEmpty()
                    || !error("msg").isEmpty();
        }

        Element orThrow(ServerConnection server) throws ServerFault {
            if (isLapsed()) {
                throw answer.fault("server.login", server.login(), error("msg"));
            }
            if (root != null && !isError()) {
                return root;
            }
            throw error("code").isEmpty() && error("msg").isEmpty()
                    ? answer.fault("server.http", answer.status())
                    : answer.fault("server.error", error("code"), "", error("value"), error("msg"));
        }
    }

    List<Element> list(Request request) throws ServerFault {
        return required(request, call(request)).all("list");
    }

    /** An answer without a list does not say that there is nothing: a second VM would be made of that. */
    private Element required(Request request, Element answer) throws ServerFault {
        if (!answer.hasList("list")) {
            throw new ServerFault(Problem.of("server.no-list", server.name(), request.function(), request.vm()), false);
        }
        return answer;
    }

    /** A list whose rows are handed on. */
    Element list(Request request, Rows rows) throws ServerFault {
        return required(request, call(request, rows));
    }

    Element call(Request request) throws ServerFault {
        return call(request, Rows.NONE);
    }

    /** The answer's root; an error is a {@link ServerFault}. */
    Element call(Request request, Rows rows) throws ServerFault {
        var current = token.get();
        var reply = patiently(request, current, rows);
        if (reply.isLapsed()) {
            reply = patiently(request, token.instead(current), rows);
        }
        return reply.orThrow(server);
    }

    /** A service that sleeps is asked again, for as long as one answer may take, unless asking again could do a thing twice. */
    private Reply patiently(Request request, String current, Rows rows) throws ServerFault {
        long end = System.nanoTime() + settings.pace().timeout().toNanos();
        int tries = request.isRepeatable() ? settings.busyTries() : 1;
        var reply = once(request, current, rows);
        for (int attempt = 1; attempt < tries && reply.isBusy() && System.nanoTime() < end; attempt++) {
            pause(attempt, reply.answer());
            reply = once(request, current, rows);
        }
        return reply;
    }

    private void pause(int attempt, HttpAnswer answer) throws ServerFault {
        try {
            Thread.sleep(attempt * settings.busyPause().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw answer.fault("server.http", answer.status());
        }
    }

    private Reply once(Request request, String current, Rows rows) throws ServerFault {
        var headers = new HashMap<String, String>();
        headers.put("Accept", "application/json");
        if (request.body() != null) {
            headers.put("Content-Type", "application/json");
        }
        if (!current.isEmpty()) {
            headers.put("x-xsrf-token", current);
            headers.put("Cookie", "ses6=" + current);
        }
        var body = request.body() == null ? "" : request.body().toString();
        var url = URI.create(base + request.path());
        return http.send(
                new Call(request.function(), request.vm(), request.method(), url, headers, body, request.secrets()),
                answer -> {
                    var reply = reply(answer, rows);
                    if (reply.isError() && !reply.isBusy() && !reply.isLapsed()) {
                        reply.orThrow(server);
                    }
                    return reply;
                });
    }

    /** Behind an error status may stand a page of some proxy; the status says enough then. */
    private static Reply reply(HttpAnswer answer, Rows rows) throws ServerFault {
        try {
            return new Reply(answer, JsonAnswer.read(answer, rows));
        } catch (ServerFault fault) {
            if (answer.status() >= LEAST_ERROR) {
                return new Reply(answer, null);
            }
            throw fault;
        }
    }

    private String logIn() throws ServerFault {
        var credentials = Json.createObjectBuilder()
                .add("email", server.login())
                .add("password", server.password())
                .build();
        var login = new Request("public/token", "", "POST", "/auth/v4/public/token", credentials);
        return patiently(login, "", Rows.NONE).orThrow(server).textOf("token");
    }
}
