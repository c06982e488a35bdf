package org.vimeter.vmmanager.core;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;
import org.vimeter.vmmanager.wire.Call;
import org.vimeter.vmmanager.wire.Element;
import org.vimeter.vmmanager.wire.Http;
import org.vimeter.vmmanager.wire.HttpAnswer;
import org.vimeter.vmmanager.wire.Rows;
import org.vimeter.vmmanager.wire.Ticket;
import org.vimeter.vmmanager.wire.XmlAnswer;

/** Calls functions of one COREmanager. Parameters go in the body, so that no password stands in an access log. */
final class CoreManagerCalls {
    private final ServerConnection server;
    private final boolean sessions;
    private final Http http;
    private final Ticket session;

    CoreManagerCalls(ServerConnection server, boolean sessions, Http http) {
        this.server = server;
        this.sessions = sessions;
        this.http = http;
        this.session = new Ticket(server, this::logIn);
    }

    /** An answer that may be an error document. */
    record Reply(HttpAnswer answer, Element root) {
        boolean isError(String type) {
            return root.child("error")
                    .filter(error -> error.attribute("type").equals(type))
                    .isPresent();
        }

        Element orThrow(ServerConnection server) throws ServerFault {
            var found = root.child("error");
            if (found.isEmpty()) {
                return root;
            }
            var error = found.get();
            var message = error.textOf("msg").isEmpty() ? error.textOf("detail") : error.textOf("msg");
            var type = error.attribute("type");
            if (type.equals("auth")) {
                throw answer.fault("server.login", server.login(), message);
            }
            throw answer.fault("server.error", type, error.attribute("object"), value(error), message);
        }

        private static String value(Element error) {
            return error.all("param").stream()
                    .filter(param -> param.attribute("name").equals("value"))
                    .map(Element::text)
                    .findFirst()
                    .orElse("");
        }
    }

    /** The answer's root; an error document is a {@link ServerFault}. */
    Element call(String function, String vm, Map<String, String> parameters) throws ServerFault {
        return call(function, vm, parameters, Rows.NONE);
    }

    Element call(String function, String vm, Map<String, String> parameters, Rows rows) throws ServerFault {
        return send(function, vm, parameters, rows, reply -> reply.orThrow(server))
                .root();
    }

    /** The answer, where an error of this type is one too. */
    Reply ask(String function, String vm, Map<String, String> parameters, String expected) throws ServerFault {
        return send(function, vm, parameters, Rows.NONE, answer -> {
            if (!answer.isError(expected)) {
                answer.orThrow(server);
            }
        });
    }

    private interface Check {
        void of(Reply reply) throws ServerFault;
    }

    /** A session that lapsed did nothing, so the call is made again in a new one. */
    private Reply send(String function, String vm, Map<String, String> parameters, Rows rows, Check check)
            throws ServerFault {
        var before = sessions ? session.get() : null;
        var secrets = secrets(parameters);
        var call = call(function, vm, body(login(before), function, parameters), secrets);
        var reply = http.send(call, answer -> {
            var read = reply(answer, rows);
            if (!(sessions && read.isError("auth"))) {
                check.of(read);
            }
            return read;
        });
        if (before == null || !reply.isError("auth")) {
            return reply;
        }
        var again = call(function, vm, body(login(session.instead(before)), function, parameters), secrets);
        return http.send(again, answer -> {
            var read = reply(answer, rows);
            check.of(read);
            return read;
        });
    }

    private static Reply reply(HttpAnswer answer, Rows rows) throws ServerFault {
        if (answer.status() != 200) {
            throw answer.fault("server.http", answer.status());
        }
        return new Reply(answer, XmlAnswer.read(answer, rows));
    }

    private Map<String, String> login(@Nullable String current) {
        return current == null ? Map.of("authinfo", server.login() + ":" + server.password()) : Map.of("auth", current);
    }

    private String logIn() throws ServerFault {
        var credentials = Map.of("username", server.login(), "password", server.password());
        return http.send(call("auth", "", body(Map.of(), "auth", credentials), Set.of()), answer -> {
            var auth = reply(answer, Rows.NONE).orThrow(server).child("auth");
            return auth.map(one -> one.attribute("id").isEmpty() ? one.text() : one.attribute("id"))
                    .orElse("");
        });
    }

    private static Set<String> secrets(Map<String, String> parameters) {
        return Stream.of("password", "passwd", "confirm")
                .map(name -> parameters.getOrDefault(name, ""))
                .filter(secret -> !secret.isEmpty())
                .collect(toSet());
    }

    private Call call(String function, String vm, String body, Set<String> secrets) {
        var headers = Map.of("Content-Type", "application/x-www-form-urlencoded");
        return new Call(function, vm, "POST", server.url(), headers, body, secrets);
    }

    private static String body(Map<String, String> login, String function, Map<String, String> parameters) {
        var all = new LinkedHashMap<>(login);
        all.put("out", "xml");
        all.put("func", function);
        all.putAll(parameters);
        return all.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
