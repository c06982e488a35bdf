package org.vimeter.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A VMmanager 6 below {@code /api} whose now stays 2026-05-20T08:00Z. A token lasts 40 requests, every 17th request is
 * an HTML 503, bodies may hold neither unknown properties nor null, zero or empty lists. Only polls move a task:
 * hidden, created, running, complete; completion changes or removes the host. A change of account answers without a
 * task, a shrinking disk with 200 and an error; lists lack {@code size}, names need not be unique.
 */
public final class ForeignVmManager6 implements AutoCloseable {
    private static final long NOW = LocalDateTime.of(2026, 5, 20, 8, 0).toEpochSecond(ZoneOffset.UTC);
    private static final String TERM = "\\(*[\\w.]+ EQ ('[^']*'|[^\\s()']+)\\)*";
    private static final List<String> STAGES = List.of("created", "created", "created", "running", "complete");
    private static final List<String> PRESET = List.of("cpu_number", "ram_mib", "hdd_mib", "cpu_mode");
    private static final JsonObject RELATED =
            parse("{\"ip4\":null,\"disk\":null,\"cluster\":null,\"node\":null,\"password\":null,\"preset\":null}");
    private static final JsonObject SEED = parse("""
        {"account":[{"id":1,"email":"root@example.org","x":1},{"id":42,"email":"owner@a.example","state":"active"}],
        "cluster":[{"id":1,"name":"west","virtualization_type":"kvm","datacenter_type":"common","time_zone":"UTC"}],
        "node":[{"id":4,"name":"node-4","cluster":{"id":1},"cpu":{"number":64,"used":2},"vm":{"total":1}}],
        "os":[{"id":5,"name":"AlmaLinux 9","clusters":[1]},{"id":6,"name":"Debian 12","clusters":[1]}],
        "preset":[{"id":3,"name":"VPS-Start","cpu_number":1,"ram_mib":1024,"hdd_mib":10240,"x":[]}],
        "ippool":[{"id":2,"name":"public","clusters":[{"id":1}],"ipv4":{"total":200,"used":1},"note":""}],
        "host":[{"name":"cont237","id":237,"state":"active","account":{"id":42,"email":"owner@a.example"},"uptime":77,
          "cluster":{"id":1,"name":"west"},"node":{"id":4,"name":"node-4"},"domain":"","comment":"",
          "os":{"id":6},"cpu_number":2,"ram_mib":2048,"disk":{"id":5237,"disk_mib":20480},"tags":[],
          "ip4":[{"id":9,"ip":"198.51.100.9","ip_addr":"198.51.100.9","family":4,"interface":"eth0"}]}],"task":[]}
        """);
    private static final JsonObject PROPERTIES = parse("""
        {"/host":"name|account|cluster|os|image|node|preset|password|domain|cpu_(number|mode)|ram_mib|hdd_mib|comment|\
        disks|net_.+_mbitps|ipv4_(number|pool)|ipv6_(enabled|pool|prefix)|vxlan|recipe|recipe_list|firewall_rules|\
        custom_interfaces|send_email_mode|anti_spoofing|storage","/host/#/stop":"force","/host/#":"name|comment",
        "/host/#/resource":"cpu_(number|mode)|ram_mib|net_.+_mbitps|defer","/account":"email|password|role",
        "/disk/#":"size_mib|defer","/host/#/start":"","/host/#/restart":"","/host/#/ip":"ipv4_(number|pool)",
        "/host/#/password":"password","/host/#/account":"account","/host/#/reinstall":"os|password|send_email_mode"}
        """);

    private final HttpServer http;
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> tokens = new LinkedHashMap<>();
    private final Map<String, List<JsonObject>> tables = new LinkedHashMap<>();
    private int requests;
    private int status;
    private int last = 1000;

    public ForeignVmManager6() throws IOException {
        http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        http.createContext("/api/", this::answer);
        var starter = new Thread(http::start);
        starter.setDaemon(true);
        starter.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/api");
    }

    public List<String> log() {
        return List.copyOf(log);
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var call = (exchange.getRequestMethod() + exchange.getRequestURI()).replaceFirst("/api", " ");
            var line = (URLDecoder.decode(call, UTF_8) + " " + body).strip();
            log.add(line.replaceAll("(\"password\"\\s*:\\s*)\"(\\\\.|[^\"\\\\])*\"", "$1\"***\""));
            var token = String.valueOf(exchange.getRequestHeaders().getFirst("x-xsrf-token"));
            status = ++requests % 17 == 0 ? 503 : 200;
            var bytes = (status == 503 ? "<html><hr>asleep</html>" : reply(call, token, body)).getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", status == 503 ? "text/html" : "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private String reply(String call, String token, String body) {
        try {
            var login = "POST /auth/v4/public/token".equals(call);
            demand(login || tokens.merge(token, -1, Integer::sum) >= 0, 401, "Token is unknown or expired", token);
            return (login ? login(parse(body)) : route(call.replace(" /vm/v3/", " /"), body)).toString();
        } catch (IllegalStateException e) {
            return String.valueOf(e.getMessage());
        } catch (RuntimeException e) {
            status = 400;
            return error(2400, "Malformed request", e.getClass().getSimpleName());
        }
    }

    private JsonObject login(JsonObject claim) {
        demand(claim.equals(object("email", "root@example.org", "password", "p:w&d=ü")), 403, "Wrong password", "");
        var token = "4-" + Integer.toHexString(4096 + tokens.size());
        tokens.put(token, 40);
        status = 201;
        return object("expires_at", "2026-05-20 09:00:00", "id", "17", "token", token, "confirmed", true, "zone", "x");
    }

    private JsonValue route(String call, String text) {
        var name = call.replaceFirst("\\?.*", "").replaceAll("(?<=/)\\d+", "#");
        var id = Integer.parseInt("0" + call.replaceFirst("\\w+ /\\w+/?(\\d{0,9}).*", "$1"));
        var body = name.startsWith("POST ") ? checked(name.substring(5), parse(text)) : object();
        var host = name.matches(".* /host/#(?!/metrics).*") ? find("host", id) : object();
        return switch (name) {
            case "GET /task" -> list(polled(where(parameter(call, "where"))));
            case "GET /host/#" -> merged(host, RELATED);
            case "GET /host/#/ipv4" -> list(host.getJsonArray("ip4").stream());
            case "GET /host/#/metrics" -> metrics(id, parameter(call, "target"), parameter(call, "from"));
            case "DELETE /host/#" -> order(id, "host_delete", object("state", "deleted"));
            case "POST /host" -> create(body);
            case "POST /account" -> createAccount(body.getString("email"), body.getString("role"));
            case "POST /disk/#" -> resize(id, body.getInt("size_mib"));
            case "POST /host/#" -> change(id, body);
            case "POST /host/#/account" -> change(id, object("account", find("account", body.getInt("account"))));
            case "POST /host/#/start", "POST /host/#/restart" ->
                order(id, "host_" + name.substring(13), object("state", "active"));
            case "POST /host/#/stop" -> order(id, "host_stop", object("state", "stopped"));
            case "POST /host/#/resource" -> order(id, "host_change_params", body);
            case "POST /host/#/reinstall" -> order(id, "host_reinstall", object("os", find("os", body.getInt("os"))));
            case "POST /host/#/ip" -> order(id, "ip_change", addresses(host, body));
            case "POST /host/#/password" -> order(id, "host_change_password", object());
            default -> list(rows(name.replace("GET /", "")).stream().filter(where(parameter(call, "where"))));
        };
    }

    private JsonObject checked(String name, JsonObject body) {
        demand(PROPERTIES.containsKey(name), 404, "No such function", name);
        body.forEach((key, value) -> {
            demand(key.matches(PROPERTIES.getString(name)), 400, "Unexpected property", key);
            demand(!List.of("null", "0", "[]").contains(value.toString()), 400, "Property without content", key);
        });
        return body;
    }

    private JsonObject create(JsonObject body) {
        var preset = body.containsKey("preset") ? find("preset", body.getInt("preset")) : body;
        demand(preset == body || PRESET.stream().noneMatch(body::containsKey), 400, "Unexpected property", "preset");
        find("cluster", body.getInt("cluster"));
        var owner = find("account", body.getInt("account"));
        var name = body.getString("name");
        var os = find("os", body.getInt("os"));
        var id = ++last;
        var disk = object("disk_mib", preset.getInt("hdd_mib", 5120), "id", id + 5000);
        var links = object("account", owner, "disk", disk, "os", os, "id", id, "name", name, "state", "creating");
        var size = object("cpu_number", preset.getInt("cpu_number", 1), "ram_mib", preset.getInt("ram_mib", 512));
        var ips = addresses(object("ip4", List.of()), body);
        var parts = Stream.of(merged(body, RELATED), size, links, ips);
        rows("host").add(parts.reduce(SEED.getJsonArray("host").getJsonObject(0), ForeignVmManager6::merged));
        return order(id, "host_create", object("state", "active"));
    }

    private JsonObject createAccount(String email, String role) {
        demand(rows("account").stream().noneMatch(row -> email.equals(row.getString("email"))), 400, "Taken", email);
        rows("account").add(object("email", email, "roles", List.of(role), "id", ++last, "state", "active"));
        return object("trace", "7f", "id", last);
    }

    private JsonObject resize(int disk, int size) {
        var old = find("host", disk - 5000).getJsonObject("disk").getInt("disk_mib");
        demand(size >= old, 200, "A disk can only grow", "size_mib");
        return merged(order(disk - 5000, "disk_resize", object("disk", object("disk_mib", size))), object("id", disk));
    }

    private JsonObject change(int host, JsonObject changes) {
        rows("host").replaceAll(row -> row.getInt("id") == host ? merged(row, changes) : row);
        return object("trace", "7f", "id", host);
    }

    private JsonObject order(int host, String name, JsonObject changes) {
        var count = rows("task").size();
        var state = object("status", "created", "polls", 0, "defer_reason", JsonValue.NULL);
        var row = object("id", 311 + count, "consul_id", 9001 + count, "name", name, "host", host, "params", changes);
        rows("task").add(merged(state, row));
        return object("trace", "7f", "task", 9001 + count, "recipe_task", JsonValue.NULL, "id", host);
    }

    private Stream<JsonObject> polled(Predicate<JsonObject> wanted) {
        rows("task").replaceAll(task -> wanted.test(task) ? advanced(task) : task);
        return rows("task").stream().filter(task -> task.getInt("polls") > 1 && wanted.test(task));
    }

    private JsonObject advanced(JsonObject task) {
        var polls = task.getInt("polls") + 1;
        if (polls == 4) {
            change(task.getInt("host"), task.getJsonObject("params"));
            rows("host").removeIf(row -> "deleted".equals(row.getString("state")));
        }
        return merged(task, object("polls", polls, "status", STAGES.get(Math.min(polls, 4))));
    }

    private JsonValue metrics(int host, String target, String from) {
        var rates = Map.of("net_rx", host * 10, "net_tx", host * 20, "cpu_load", 25);
        if (!rates.containsKey(target) || rows("host").stream().noneMatch(row -> row.getInt("id") == host)) {
            return JsonValue.EMPTY_JSON_ARRAY;
        }
        var start = LocalDateTime.parse(from, DateTimeFormatter.ofPattern("HH:mm_yyyyMMdd"));
        var first = start.toEpochSecond(ZoneOffset.UTC);
        var gap = "net_tx".equals(target) ? 43200 : -1;
        var points = Stream.iterate(first + Math.floorMod(-first, 300), time -> time < NOW, time -> time + 300)
                .map(time -> "[" + (time % 86400 == gap ? "null" : rates.get(target) + ".0") + "," + time + "]");
        var series = "{\"all\":[{\"tags\":{},\"datapoints\":%s,\"target\":\"%s\"}]}";
        return parse(series.formatted(points.toList(), target)).getJsonArray("all");
    }

    private JsonObject addresses(JsonObject host, JsonObject body) {
        var rows = new ArrayList<Object>(host.getJsonArray("ip4"));
        for (var left = body.getInt("ipv4_number", 0); left > 0; left--) {
            var ip = "198.51.100." + ++last % 250;
            rows.add(object("family", 4, "ip", ip, "ip_addr", ip, "interface", "eth0", "id", last));
        }
        return object("ip4", rows);
    }

    private JsonObject find(String table, int id) {
        var rows = rows(table).stream().filter(row -> row.getInt("id") == id).toList();
        demand(!rows.isEmpty(), 404, "No such " + table, "" + id);
        return rows.get(0);
    }

    private List<JsonObject> rows(String table) {
        demand(SEED.containsKey(table), 404, "No such function", table);
        return tables.computeIfAbsent(
                table, key -> new ArrayList<>(SEED.getJsonArray(key).getValuesAs(JsonObject.class)));
    }

    private Predicate<JsonObject> where(String text) {
        demand(text.isEmpty() || text.matches(TERM + "( (AND|OR) " + TERM + ")*"), 400, "Bad where", text);
        var choices = text.replaceAll("[()']", "").split(" OR ");
        return row -> text.isEmpty() || Stream.of(choices).anyMatch(choice -> all(row, choice.split(" AND ")));
    }

    private static boolean all(JsonObject row, String[] terms) {
        return Stream.of(terms).map(term -> term.split(" EQ ", 2)).allMatch(term -> {
            var value = row.getValue("/" + term[0].replace('.', '/'));
            return term[1].equals(value instanceof JsonString text ? text.getString() : value.toString());
        });
    }

    private static String parameter(String call, String name) {
        return URLDecoder.decode(call.replaceFirst(".*[?&]" + name + "=([^&]*).*|.*", "$1"), UTF_8);
    }

    private static JsonObject list(Stream<? extends JsonValue> rows) {
        return object("trace", "7f", "list", rows.toList(), "last_notify", 4711);
    }

    private static JsonObject object(Object... pairs) {
        var fields = new LinkedHashMap<String, Object>();
        for (var i = 0; i < pairs.length; i += 2) {
            fields.put((String) pairs[i], pairs[i + 1]);
        }
        return Json.createObjectBuilder(fields).build();
    }

    private static JsonObject merged(JsonObject object, JsonObject changes) {
        return Json.createMergePatch(changes).apply(object).asJsonObject();
    }

    private static JsonObject parse(String json) {
        return Json.createReader(new StringReader(json)).readObject();
    }

    private void demand(boolean met, int refusal, String msg, String value) {
        if (!met) {
            status = refusal;
            throw new IllegalStateException(error(refusal == 401 ? 1000 : 2000 + refusal, msg, value));
        }
    }

    private static String error(int code, String msg, String value) {
        return "" + object("trace", "7f", "error", object("value", value, "msg", msg, "code", code));
    }
}
