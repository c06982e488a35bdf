package org.vimeter.simulator;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.StringReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** VMmanager 6: a token, strict bodies, tasks. */
final class VmManager6 implements Simulator.Speaker {
    private static final Pattern EQUALS = Pattern.compile("\\((\\w+) EQ '([^']*)'\\)");
    private static final Pattern HOST = Pattern.compile("/vm/v3/host/(\\d+)(/\\w+)?");
    static final int UNAUTHORIZED = 401;

    private final Scenario scenario;
    private final HostActions actions;
    private final SimulatedTasks tasks;
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();

    VmManager6(Scenario scenario, Clock clock) {
        this.scenario = scenario;
        this.tasks = new SimulatedTasks();
        this.actions = new HostActions(scenario, clock, tasks);
    }

    /** {@code POST host/stop}: without service, version and number. */
    @Override
    public String function(Request request) {
        var path = request.path().replaceFirst("^/(vm/v3|auth/v4)/", "").replaceAll("/\\d+", "");
        return request.method() + " " + path;
    }

    @Override
    public String subject(Request request) {
        var host = HOST.matcher(request.path());
        return host.matches() ? host.group(1) : "";
    }

    @Override
    public Answer answer(Request request, @Nullable Fault fault) {
        if (fault == Fault.EXPIRED) {
            tokens.clear();
        }
        if (request.path().equals("/auth/v4/public/token")) {
            return logIn(request);
        }
        if (!tokens.contains(String.valueOf(request.headers().getFirst("x-xsrf-token")))) {
            return error(UNAUTHORIZED, 1000, "Token is missing or expired");
        }
        if (fault != null && fault.isError()) {
            return error(fault);
        }
        try {
            var body = request.body().startsWith("{")
                    ? Json.createReader(new StringReader(request.body())).readObject()
                    : JsonObject.EMPTY_JSON_OBJECT;
            return answer(request, body, fault);
        } catch (JsonException e) {
            return error(400, 3000, "The body is not JSON");
        }
    }

    private static Answer error(Fault fault) {
        return switch (fault) {
            case ERROR_AUTH -> error(UNAUTHORIZED, 1000, "The server says auth");
            case ERROR_ACCESS -> error(403, 3001, "The server says access");
            default ->
                error(
                        400,
                        4000,
                        "The server says "
                                + fault.name().substring("ERROR_".length()).toLowerCase(Locale.ROOT));
        };
    }

    static Answer error(int status, int code, String message) {
        var error =
                Json.createObjectBuilder().add("code", code).add("msg", message).addNull("value");
        return json(status, Json.createObjectBuilder().add("error", error));
    }

    static Answer json(int status, JsonObjectBuilder body) {
        return new Answer(status, Answer.JSON, body.build().toString());
    }

    private Answer logIn(Request request) {
        var body = Json.createReader(new StringReader(request.body())).readObject();
        if (!Scenario.LOGIN.equals(body.getString("email", ""))
                || !Scenario.PASSWORD.equals(body.getString("password", ""))) {
            return error(UNAUTHORIZED, 1002, "Wrong email or password");
        }
        var token = "4-" + UUID.randomUUID();
        tokens.add(token);
        return json(
                201,
                Json.createObjectBuilder()
                        .add("id", "17")
                        .add("token", token)
                        .add("expires_at", "2024-05-01 10:00:00")
                        .add("confirmed", true));
    }

    private Answer answer(Request request, JsonObject body, @Nullable Fault fault) {
        var host = HOST.matcher(request.path());
        if (host.matches()) {
            var action = host.group(2) == null ? "" : host.group(2).substring(1);
            return actions.act(request, host.group(1), action, body, fault);
        }
        var get = request.method().equals("GET");
        return switch (request.path()) {
            case "/vm/v3/host" -> get ? list(request, fault, actions.rows()) : actions.create(body, fault);
            case "/vm/v3/account" -> get ? list(request, fault, accounts()) : account(body);
            case "/vm/v3/cluster" -> list(request, fault, named(List.of("Berlin")));
            case "/vm/v3/node" -> list(request, fault, named(List.of("node-1", "node-2")));
            case "/vm/v3/os" -> list(request, fault, named(scenario.images()));
            case "/vm/v3/preset" -> list(request, fault, presets());
            case "/vm/v3/ippool" -> list(request, fault, named(List.of("public")));
            case "/vm/v3/task" -> list(request, fault, tasks.polled(conditions(request)));
            default ->
                request.path().matches("/vm/v3/disk/\\d+")
                        ? actions.grow(request.path().substring(request.path().lastIndexOf('/') + 1), body, fault)
                        : error(404, 2000, "No such function");
        };
    }

    private Answer list(Request request, @Nullable Fault fault, List<JsonObject> all) {
        var conditions = conditions(request);
        var rows = all.stream()
                .filter(row -> conditions.entrySet().stream()
                        .allMatch(one -> one.getValue().equals(plain(row, one.getKey()))))
                .toList();
        var answer = Json.createObjectBuilder().add("last_notify", 1).add("size", rows.size());
        if (fault == Fault.SINGLE_ROW && rows.size() == 1) {
            return json(200, answer.add("list", rows.get(0)));
        }
        JsonArrayBuilder list = Json.createArrayBuilder();
        rows.forEach(row -> {
            list.add(row);
            if (fault == Fault.DUPLICATE_ROWS) {
                list.add(row);
            }
        });
        return json(200, answer.add("list", fault == Fault.EMPTY ? Json.createArrayBuilder() : list));
    }

    private static String plain(JsonObject row, String field) {
        var value = row.get(field);
        return value == null ? "" : value.toString().replace("\"", "");
    }

    private static Map<String, String> conditions(Request request) {
        var where = request.query().contains("where=")
                ? URLDecoder.decode(request.query().replaceFirst(".*where=", ""), StandardCharsets.UTF_8)
                : "";
        var conditions = new ConcurrentHashMap<String, String>();
        var matcher = EQUALS.matcher(where);
        while (matcher.find()) {
            conditions.put(matcher.group(1), matcher.group(2));
        }
        return conditions;
    }

    private List<JsonObject> accounts() {
        return scenario.users().values().stream()
                .map(user -> Json.createObjectBuilder()
                        .add("id", Integer.parseInt(user.id()))
                        .add("email", user.name())
                        .add("state", "active")
                        .build())
                .toList();
    }

    private Answer account(JsonObject body) {
        var email = body.getString("email", "");
        if (scenario.users().containsKey(email)) {
            return error(400, 4001, "The account exists");
        }
        var user = new SimulatedUser(scenario.nextId(), email, body.getString("password", ""), "16");
        scenario.users().put(email, user);
        return json(200, Json.createObjectBuilder().add("id", Integer.parseInt(user.id())));
    }

    private List<JsonObject> named(List<String> names) {
        Function<String, JsonObject> row = name -> Json.createObjectBuilder()
                .add("id", names.indexOf(name) + 1)
                .add("name", name)
                .add("state", "active")
                .build();
        return names.stream().map(row).toList();
    }

    private List<JsonObject> presets() {
        var templates = scenario.templates();
        var rows = named(templates.stream().map(Template::name).toList());
        return templates.stream()
                .map(template -> Json.createObjectBuilder(rows.get(templates.indexOf(template)))
                        .add("cpu_number", template.cpus())
                        .add("ram_mib", template.memory())
                        .add("hdd_mib", template.disk())
                        .build())
                .toList();
    }
}
