package org.vimeter.simulator;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Functions of VMmanager 5. HTTP status 200 for its own errors too, as the real one. */
final class CoreManager implements Simulator.Speaker {
    private static final String ADMINISTRATOR = "29";
    private static final Set<String> FOR_ALL = Set.of("vm", "vm.start", "vm.stop", "vm.restart", "auth");

    private final Scenario scenario;
    private final Clock clock;
    private final Product product;
    private final VmForms forms;
    private final Map<String, String> sessions = new ConcurrentHashMap<>();

    /** What tells the two apart on the wire. */
    enum Product {
        KVM("vcpu", "vsize", "vmi", "server", "type"),
        OVZ("cpu", "hdd", "ostemplate", "vm", "interval");

        final String cpus;
        final String disk;
        final String image;
        final String reported;
        final String grain;

        Product(String cpus, String disk, String image, String reported, String grain) {
            this.cpus = cpus;
            this.disk = disk;
            this.image = image;
            this.reported = reported;
            this.grain = grain;
        }
    }

    CoreManager(Scenario scenario, Clock clock, Product product) {
        this.scenario = scenario;
        this.clock = clock;
        this.product = product;
        this.forms = new VmForms(scenario, clock, product);
    }

    @Override
    public String function(Request request) {
        return request.parameters().getOrDefault("func", "");
    }

    @Override
    public String subject(Request request) {
        var parameters = request.parameters();
        return parameters.getOrDefault("elid", parameters.getOrDefault(product.reported, ""));
    }

    @Override
    public Answer answer(Request request, @Nullable Fault fault) {
        var parameters = request.parameters();
        var function = function(request);
        if (fault == Fault.EXPIRED) {
            sessions.clear();
        }
        var node = fault != null && fault.isError() ? error(function, fault) : answer(function, parameters, fault);
        return parameters.getOrDefault("out", "").endsWith("json")
                ? new Answer(200, Answer.JSON, node.json())
                : new Answer(200, Answer.XML, node.xml());
    }

    private static Node error(String function, Fault fault) {
        var type = fault.name().substring("ERROR_".length()).toLowerCase(Locale.ROOT);
        return Node.error(function, type, type.equals("auth") ? "badpassword" : "vm", "x", "The server says " + type);
    }

    private Node answer(String function, Map<String, String> parameters, @Nullable Fault fault) {
        if (function.equals("auth")) {
            return logIn(parameters);
        }
        var caller = caller(parameters);
        if (caller == null) {
            return Node.error(function, "auth", "badpassword", "", "Wrong username or password");
        }
        if (!caller.equals(ADMINISTRATOR) && !FOR_ALL.contains(function)) {
            return Node.error(function, "access", function, "", "Not allowed");
        }
        return allowed(function, parameters, fault);
    }

    private Node allowed(String function, Map<String, String> parameters, @Nullable Fault fault) {
        return switch (function) {
            case "session.newkey" -> newKey(parameters);
            case "user", "user.edit", "user.delete", "user.enable", "user.disable" -> users(function, parameters);
            case "preset" ->
                names(
                        function,
                        scenario.templates().stream().map(Template::name).toList());
            case "preset.edit" -> preset(parameters.getOrDefault("elid", ""));
            case "osmgr" -> names(function, scenario.images());
            case "recipemgr" -> names(function, List.of("null"));
            case "vmhostnode" -> names(function, List.of("kvm-node-1", "kvm-node-2"));
            case "reportvm" -> new Reports(scenario, clock, product).report(parameters, fault);
            default -> forms.answer(function, parameters, fault);
        };
    }

    private Node logIn(Map<String, String> parameters) {
        var level = level(parameters.getOrDefault("username", ""), parameters.getOrDefault("password", ""));
        if (level == null) {
            return Node.error("auth", "auth", "badpassword", "", "Wrong username or password");
        }
        var session = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        sessions.put(session, level);
        return Node.doc("auth")
                .add(Node.text("auth", session).with("id", session).with("level", level));
    }

    /** The level of who calls; null for nobody. */
    private @Nullable String caller(Map<String, String> parameters) {
        if (parameters.containsKey("auth")) {
            return sessions.get(parameters.getOrDefault("auth", ""));
        }
        var info = parameters.getOrDefault("authinfo", "").split(":", 2);
        return info.length == 2 ? level(info[0], info[1]) : null;
    }

    private @Nullable String level(String name, String password) {
        if (name.equals(Scenario.LOGIN)) {
            return password.equals(Scenario.PASSWORD) ? ADMINISTRATOR : null;
        }
        var user = scenario.users().get(name);
        return user != null && user.password().equals(password) ? user.level() : null;
    }

    private static Node newKey(Map<String, String> parameters) {
        return parameters.getOrDefault("key", "").length() < 16
                ? Node.error("session.newkey", "value", "key", parameters.getOrDefault("key", ""), "Too short")
                : ok("session.newkey");
    }

    static Node ok(String function) {
        return Node.doc(function).add(Node.of("ok"));
    }

    private Node users(String function, Map<String, String> parameters) {
        var users = scenario.users();
        if (function.equals("user")) {
            var list = Node.doc(function);
            users.values()
                    .forEach(user -> list.add(Node.of(
                            "elem",
                            Node.text("id", user.id()),
                            Node.text("name", user.name()),
                            Node.text("level", user.level()))));
            return list;
        }
        if (!function.equals("user.edit")) {
            boolean known = users.values().removeIf(user -> user.id().equals(parameters.get("elid")));
            return known ? ok(function) : Node.error(function, "missed", "user", "", "No such user");
        }
        var name = parameters.getOrDefault("name", "");
        if (users.containsKey(name)) {
            return Node.error(function, "exists", "user", name, "There is a user " + name);
        }
        var user = new SimulatedUser(
                scenario.nextId(), name, parameters.getOrDefault("passwd", ""), parameters.getOrDefault("level", "16"));
        users.put(name, user);
        return ok(function).add(Node.text("id", user.id())).add(Node.text("elid", user.id()));
    }

    private Node preset(String id) {
        var templates = scenario.templates();
        int index = id.matches("\\d{1,6}") ? Integer.parseInt(id) - 1 : -1;
        if (index < 0 || index >= templates.size()) {
            return Node.error("preset.edit", "missed", "preset", id, "No template with the id " + id);
        }
        var template = templates.get(index);
        return Node.doc("preset.edit")
                .add(Node.text("mem", "" + template.memory()))
                .add(Node.text(product.cpus, "" + template.cpus()))
                .add(Node.text("cputune", "" + template.cpus()))
                .add(Node.text("hdd", "" + template.disk()));
    }

    private static Node names(String function, List<String> names) {
        var list = Node.doc(function);
        var ids = new ArrayList<>(names);
        names.forEach(name ->
                list.add(Node.of("elem", Node.text("id", "" + (ids.indexOf(name) + 1)), Node.text("name", name))));
        return list;
    }
}
