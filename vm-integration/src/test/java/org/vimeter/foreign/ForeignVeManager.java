package org.vimeter.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A VEmanager whose today stays 2026-05-20 (UTC) and which reads credentials only from a POST form. Rows sit in
 * wrappers beside decoys ({@code owner/id}, {@code total/rx}); a creation answers {@code elid} alone. A new or
 * reinstalled VM is {@code installing} in two lists, power changes at the second list or form read after the order, a
 * deleted VM is {@code missed} at once yet in the next list. Reports run backwards, {@code cpu} on even days only.
 */
public final class ForeignVeManager implements AutoCloseable {
    private static final LocalDate TODAY = LocalDate.of(2026, 5, 20);
    private static final String LOGIN = "root:p:w&d=ü";
    private static final String SESSION = "5e55104";
    private static final List<String> SECRETS = List.of("authinfo", "password", "confirm", "passwd");
    private static final List<String> SYSTEMS = List.of("ISPsystem__CentOS-7-amd64", "ISPsystem__Debian-11-x86_64");
    private static final Map<String, String> RULES = parameters("out=xml&level=16&preset=3&hostnode=auto|1&interval=day"
            + "&iptype=public|private|nat&family=ipv4|ipv6|special|.*/\\d*&period=currentmonth|lastmonth|other"
            + "&periodstart=2\\d{3}-\\d\\d-\\d\\d&periodend=2\\d{3}-\\d\\d-\\d\\d&mem=\\d*&cpu=\\d*&vcpu=\\d*&hdd=\\d*"
            + "&vsize=\\d*&ostemplate=" + String.join("|", SYSTEMS) + "&vmi=" + String.join("|", SYSTEMS));
    private static final String FORM = "<slist name=\"vmi\"><val key=\"ISPsystem__CentOS-7-amd64\">CentOS 7</val>"
            + "<val key=\"ISPsystem__Debian-11-x86_64\">Debian 11</val></slist><family>ipv4</family>";

    private final HttpServer http;
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Map<String, String> users = parameters("1=root&2=keeper");
    private final List<Vm> vms = new CopyOnWriteArrayList<>();
    private int last = 6;

    public ForeignVeManager() throws IOException {
        http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        http.createContext("/vemgr", this::answer);
        var starter = new Thread(http::start);
        starter.setDaemon(true);
        starter.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/vemgr");
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
            var posted = parameters(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            var form = parameters(exchange.getRequestURI().toString().replaceFirst("[^?]*\\??", ""));
            form.putAll(posted);
            var bytes = document(posted, form).getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/xml; charset=UTF-8");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Map<String, String> parameters(String encoded) {
        var parameters = new LinkedHashMap<String, String>();
        for (var pair : encoded.split("&")) {
            var parts = (pair.contains("=") ? pair : pair + "=").split("=", 2);
            parameters.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
        }
        parameters.remove("");
        return parameters;
    }

    private String document(Map<String, String> posted, Map<String, String> form) {
        var func = form.getOrDefault("func", "");
        var line = new StringBuilder(func);
        var echo = new StringBuilder();
        form.forEach((field, value) -> {
            line.append("func".equals(field) ? "" : " " + field + "=" + (SECRETS.contains(field) ? "***" : value));
            echo.append(field.matches("[a-z_]+") && !SECRETS.contains(field) ? xml(field, value) : "");
        });
        log.add(line.toString());
        return "<?xml version='1.0' encoding='utf-8'?>\n<!-- ve-7 -->\n<doc theme=\"sirius\" lang=\"ru\">\n<tparams>"
                + echo + "</tparams>\n" + content(func, posted, form) + "\n<saved_filters/>\n</doc>\n";
    }

    private String content(String func, Map<String, String> posted, Map<String, String> form) {
        try {
            var login = "auth".equals(func);
            var claim = login ? posted.get("username") + ":" + posted.get("password") : posted.get("authinfo");
            demand(LOGIN.equals(claim) || (!login && SESSION.equals(posted.get("auth"))), "auth", "badpassword", "");
            if (login) {
                return "<auth level=\"30\" id=\"%1$s\" method=\"form\">%1$s</auth>".formatted(SESSION);
            }
            check(form);
            if (!"ok".equals(form.get("sok")) && func.matches(".*edit|vm.reinstall")) {
                return FORM + (form.getOrDefault("elid", "").isBlank() ? "" : view(vm(form, "elid"), "state", "down"));
            }
            return call(func, form);
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void check(Map<String, String> form) {
        required(form, "out");
        form.forEach((field, value) -> {
            var valid = value.isBlank() || value.matches(RULES.getOrDefault(field, "(?s).*"));
            demand(valid, "value", field, value);
        });
        demand(users.containsKey(form.getOrDefault("user", "1")), "value", "user", form.getOrDefault("user", ""));
        var secret = form.getOrDefault("passwd", form.getOrDefault("password", ""));
        var again = form.getOrDefault("confirm", form.getOrDefault("passwd", ""));
        demand(again.equals(secret), "value", "confirm", "");
    }

    private String call(String func, Map<String, String> form) {
        return switch (func) {
            case "user" -> list(users.keySet().stream().map(this::userRow));
            case "user.edit" -> createUser(form);
            case "preset" -> list(Stream.of(xml("mem", "512", "name", "VPS-Start", "state", "", "id", "3")));
            case "osmgr" -> list(SYSTEMS.stream().map(os -> xml("name", os, "id", "1" + SYSTEMS.indexOf(os))));
            case "vmhostnode" -> list(Stream.of(xml("meminfo", "41", "name", "ve-7.example", "id", "1")));
            case "vm" -> listVms();
            case "vm.edit" -> form.getOrDefault("elid", "").isBlank() ? create(form) : change(vm(form, "elid"), form);
            case "vm.start", "vm.stop", "vm.restart", "vm.delete" -> order(func, form, "elid");
            case "vm.reinstall" -> order(func, form, form.containsKey("vmi") ? "vmi" : "ostemplate");
            case "vm.sysinfo" -> list(Stream.of(xml("value", vm(form, "elid").field("hdd") + "M/731M", "name", "hdd")));
            case "iplist" -> list(vm(form, "plid").addresses.stream().map(ip -> xml("ptr", "", "ip", ip, "id", ip)));
            case "iplist.edit" -> addAddress(vm(form, "plid"), form);
            case "reportvm" -> report(new BigDecimal(vm(form, "vm").id), form);
            default -> throw new IllegalArgumentException(error("missed", "func", func));
        };
    }

    private String userRow(String id) {
        return xml("active", "on", "name", users.getOrDefault(id, ""), "level", "1".equals(id) ? "30" : "16", "id", id);
    }

    private String createUser(Map<String, String> form) {
        var name = required(form, "name");
        required(form, "passwd");
        demand(!users.containsValue(name), "exists", "user", name);
        users.put("" + (users.size() + 1), name);
        return xml("elid", "" + users.size()) + "<ok/>";
    }

    private String listVms() {
        var rows = vms.stream()
                .map(vm -> view(vm, "vmstatus", "stopped") + (vm.installing-- > 0 ? "<installing n=\"1\"/>" : ""))
                .toList();
        vms.removeIf(vm -> vm.deleted);
        return list(rows.stream());
    }

    private String view(Vm vm, String power, String off) {
        vm.read();
        var text = new StringBuilder("<owner>" + userRow(vm.field("user")) + "</owner>");
        vm.fields.forEach((field, value) -> text.append(xml(field, value)));
        text.append(xml("ip", vm.addresses.get(0), power, vm.running ? "running" : off));
        return text + xml("vdsize", vm.field("hdd"), "vcpu", vm.field("cpu"), "id", vm.id);
    }

    private String create(Map<String, String> form) {
        required(form, "name");
        required(form, "user");
        var vm = new Vm();
        change(vm, form);
        addAddress(vm, form);
        vms.add(vm);
        return "<placed><id>1</id></placed>" + xml("elid", vm.id) + "<ok/>";
    }

    private String change(Vm vm, Map<String, String> form) {
        var name = form.getOrDefault("name", "");
        var taken = vms.stream()
                .anyMatch(other -> other != vm && other.field("name").equals(name));
        demand(!taken, "exists", "vm", name);
        form.forEach((field, value) -> vm.fields.computeIfPresent(
                Map.of("vcpu", "cpu", "vsize", "hdd").getOrDefault(field, field),
                (key, old) -> value.isBlank() ? old : value));
        return "<banner/><ok/>";
    }

    private String addAddress(Vm vm, Map<String, String> form) {
        var address = ("ipv6".equals(form.get("family")) ? "2001:db8::" : "192.0.2.") + ++last;
        vm.addresses.add(address);
        return xml("gateway", "192.0.2.1", "ip", address) + "<ok/>";
    }

    private static String report(BigDecimal vm, Map<String, String> form) {
        required(form, "interval");
        return switch (required(form, "period")) {
            case "currentmonth" -> days(vm, "2026-05-01", "2026-05-31");
            case "lastmonth" -> days(vm, "2026-04-01", "2026-04-30");
            default -> days(vm, required(form, "periodstart"), required(form, "periodend"));
        };
    }

    private static String days(BigDecimal vm, String first, String until) {
        var rows = Stream.iterate(TODAY, day -> day.toString().compareTo(first) >= 0, day -> day.minusDays(1))
                .filter(day -> day.toString().compareTo(until) <= 0)
                .map(day -> figures(vm, day.getDayOfMonth()) + xml("load", "0.07", "date", day.toString()));
        return "<reportdata><total><rx>0</rx><tx>0</tx></total>" + list(rows) + "</reportdata>";
    }

    private static String figures(BigDecimal vm, int day) {
        var rx = vm.add(BigDecimal.valueOf(day, 3)).setScale(6);
        return xml("tx", vm.add(vm).setScale(6).toPlainString(), "rx", rx.toPlainString())
                + (day % 2 == 0 ? xml("cpu", "" + 100 * day) : "");
    }

    private Vm vm(Map<String, String> form, String field) {
        var id = required(form, field);
        return vms.stream()
                .filter(vm -> vm.id.equals(id) && !vm.deleted)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(error("missed", "vm", id)));
    }

    private String order(String func, Map<String, String> form, String needed) {
        required(form, needed);
        var ids = Stream.of(required(form, "elid").split(",\\s*"));
        ids.map(id -> vm(Map.of("elid", id), "elid")).toList().forEach(vm -> vm.order(func));
        return "<banner><id>4</id></banner><ok/>";
    }

    private static String required(Map<String, String> form, String field) {
        demand(!form.getOrDefault(field, "").isBlank(), "value", field, "");
        return form.getOrDefault(field, "");
    }

    private static void demand(boolean met, String type, String object, String value) {
        if (!met) {
            throw new IllegalArgumentException(error(type, object, value));
        }
    }

    private static String error(String type, String object, String value) {
        return "<error lang=\"ru\" object=\"" + object + "\" type=\"" + type + "\"><param name=\"value\"><![CDATA["
                + value + "]]></param>" + xml("msg", "Нет: " + object, "group", "vm", "detail", "Нет") + "</error>";
    }

    private static String list(Stream<String> rows) {
        return rows.map(row -> "<elem class=\"r\">" + row + "</elem>\n")
                .collect(Collectors.joining("", "<list name=\"main\"><page>\n", "</page></list>"));
    }

    private static String xml(String... pairs) {
        var text = new StringBuilder();
        for (var i = 0; i < pairs.length; i += 2) {
            var value = i % 4 > 0
                    ? "<![CDATA[" + pairs[i + 1].replace("]]>", "]]]]><![CDATA[>") + "]]>"
                    : pairs[i + 1].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
            text.append("<%1$s at=\"%2$d\">%3$s</%1$s>".formatted(pairs[i], i, value));
        }
        return text.toString();
    }

    private final class Vm {
        private final String id = "" + ++last;
        private final List<String> addresses = new CopyOnWriteArrayList<>();
        private final Map<String, String> fields = parameters("name&domain&user&mem=512&cpu=1&hdd=5120");
        private int installing = 2;
        private int readsToPower;
        private boolean running = true;
        private boolean ordered = true;
        private boolean deleted;

        private String field(String name) {
            return fields.getOrDefault(name, "");
        }

        private void order(String func) {
            deleted = "vm.delete".equals(func);
            installing = "vm.reinstall".equals(func) ? 2 : installing;
            ordered = !"vm.stop".equals(func);
            readsToPower = 2;
        }

        private void read() {
            running = --readsToPower > 0 ? running : ordered;
        }
    }
}
