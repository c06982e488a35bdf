package org.vimeter.simulator;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What VMmanager 6 does to VMs, and how it shows them. */
final class HostActions {
    private static final Set<String> ORDER = Set.of(
            "name",
            "account",
            "cluster",
            "os",
            "password",
            "domain",
            "preset",
            "cpu_number",
            "ram_mib",
            "hdd_mib",
            "net_in_mbitps",
            "net_out_mbitps",
            "net_bandwidth_mbitps",
            "ipv4_number",
            "ipv4_pool",
            "ipv6_enabled",
            "ipv6_pool",
            "anti_spoofing",
            "comment");
    private static final Map<String, Set<String>> BODIES = Map.of(
            "start", Set.of(),
            "stop", Set.of("force"),
            "restart", Set.of(),
            "resource", Set.of("cpu_number", "ram_mib", "net_in_mbitps", "net_out_mbitps", "defer"),
            "ip", Set.of("ipv4_number", "ipv4_pool"),
            "password", Set.of("password"),
            "reinstall", Set.of("os", "password", "send_email_mode"),
            "account", Set.of("account"));
    private static final int DISK_AFTER_HOST = 100_000;

    private final Scenario scenario;
    private final Clock clock;
    private final SimulatedTasks tasks;
    private final SimulatedMetrics metrics;

    HostActions(Scenario scenario, Clock clock, SimulatedTasks tasks) {
        this.scenario = scenario;
        this.clock = clock;
        this.tasks = tasks;
        this.metrics = new SimulatedMetrics(scenario, clock);
    }

    List<JsonObject> rows() {
        return scenario.vms().stream().map(this::row).toList();
    }

    private JsonObject row(SimulatedVm vm) {
        var state = !vm.field("installing").isEmpty() ? "creating" : vm.running() ? "active" : "stopped";
        int id = Integer.parseInt(vm.id());
        return Json.createObjectBuilder()
                .add("id", id)
                .add("name", vm.name())
                .add("state", state)
                .add("cpu_number", vm.cpus())
                .add("ram_mib", Integer.parseInt(vm.field("mem")))
                .add(
                        "disk",
                        Json.createObjectBuilder()
                                .add("id", id + DISK_AFTER_HOST)
                                .add("disk_mib", Integer.parseInt(vm.field("disk"))))
                .add("cluster", Json.createObjectBuilder().add("id", 1).add("name", "Berlin"))
                .add("create_date", vm.created().toString().substring(0, 10) + " 00:00:00")
                .build();
    }

    synchronized Answer create(JsonObject body, @Nullable Fault fault) {
        var unexpected = unexpected(body, ORDER);
        if (!unexpected.isEmpty()) {
            return refused(unexpected);
        }
        if (body.containsKey("preset") && body.containsKey("ram_mib")) {
            return refused("ram_mib");
        }
        if (scenario.isFull()) {
            return VmManager6.error(400, 5001, "No node has room for another VM");
        }
        var vm = made(body);
        scenario.add(vm);
        int task = tasks.begin(
                "host_create", fault == Fault.TASK_FAILS, scenario.installation(), () -> vm.set("installing", ""));
        return begun(vm.id(), task);
    }

    private SimulatedVm made(JsonObject body) {
        var template = scenario.templates().get(body.getInt("preset", 1) - 1);
        var vm = new SimulatedVm(scenario.nextId(), body.getString("name"), body.getInt("cpu_number", template.cpus()));
        vm.set("mem", "" + body.getInt("ram_mib", template.memory()));
        vm.set("disk", "" + body.getInt("hdd_mib", template.disk()));
        vm.set("domain", body.getString("domain", ""));
        vm.set("image", scenario.images().get(body.getInt("os") - 1));
        vm.set("owner", "" + body.getInt("account"));
        vm.set("installing", "yes");
        vm.createdAt(clock.instant());
        for (int more = 1; more < body.getInt("ipv4_number", 1); more++) {
            vm.addAddress(false);
        }
        return vm;
    }

    private static Answer begun(String id, int task) {
        return VmManager6.json(
                200, Json.createObjectBuilder().add("id", Integer.parseInt(id)).add("task", task));
    }

    private static String unexpected(JsonObject body, Set<String> known) {
        return body.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .orElse("");
    }

    private static Answer refused(String property) {
        return VmManager6.error(400, 3000, "Unexpected property " + property);
    }

    Answer act(Request request, String id, String action, JsonObject body, @Nullable Fault fault) {
        var vm = scenario.vm(id);
        if (action.equals("metrics")) {
            return metrics.of(vm, request.parameters());
        }
        if (vm == null) {
            return VmManager6.error(404, 2001, "No VM with the id " + id);
        }
        var unexpected = unexpected(body, BODIES.getOrDefault(action, body.keySet()));
        if (!unexpected.isEmpty()) {
            return refused(unexpected);
        }
        return request.method().equals("DELETE") && action.isEmpty()
                ? delete(vm, fault == Fault.TASK_FAILS)
                : act(vm, action, body, fault == Fault.TASK_FAILS);
    }

    private Answer act(SimulatedVm vm, String action, JsonObject body, boolean fails) {
        return switch (action) {
            case "" -> VmManager6.json(200, Json.createObjectBuilder(row(vm)));
            case "start", "restart", "stop" -> power(vm, action, fails);
            case "resource" -> resize(vm, body, fails);
            case "ipv4" -> addresses(vm);
            case "ip" -> {
                vm.addAddress(false);
                yield begun(vm.id(), task("ip_change", fails));
            }
            case "password" ->
                changed(vm, "password", body.getString("password", ""), task("host_change_password", fails));
            case "reinstall" ->
                changed(vm, "image", scenario.images().get(body.getInt("os") - 1), task("host_reinstall", fails));
            default -> VmManager6.error(404, 2000, "No such function");
        };
    }

    private static Answer changed(SimulatedVm vm, String field, String value, int task) {
        vm.set(field, value);
        return begun(vm.id(), task);
    }

    private int task(String name, boolean fails) {
        return tasks.begin(name, fails, 0, () -> {});
    }

    private Answer delete(SimulatedVm vm, boolean fails) {
        return begun(vm.id(), tasks.begin("host_delete", fails, 2, () -> scenario.remove(vm.id())));
    }

    private Answer power(SimulatedVm vm, String action, boolean fails) {
        if (!fails) {
            vm.power(!action.equals("stop"));
        }
        return begun(vm.id(), task("host_" + action, fails));
    }

    private Answer resize(SimulatedVm vm, JsonObject body, boolean fails) {
        if (!fails && body.containsKey("ram_mib")) {
            vm.set("mem", "" + body.getInt("ram_mib"));
        }
        if (!fails && body.containsKey("cpu_number")) {
            vm.set("cpus", "" + body.getInt("cpu_number"));
        }
        return begun(vm.id(), task("host_change_params", fails));
    }

    Answer grow(String disk, JsonObject body, @Nullable Fault fault) {
        var vm = scenario.vm("" + (Integer.parseInt(disk) - DISK_AFTER_HOST));
        if (vm == null) {
            return VmManager6.error(404, 2001, "No disk with the id " + disk);
        }
        int size = body.getInt("size_mib");
        if (size < Integer.parseInt(vm.field("disk"))) {
            return VmManager6.error(400, 4002, "A disk cannot shrink");
        }
        vm.set("disk", "" + size);
        return begun(disk, task("disk_resize", fault == Fault.TASK_FAILS));
    }

    private static Answer addresses(SimulatedVm vm) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        vm.addresses().forEach(address -> list.add(Json.createObjectBuilder().add("ip_addr", address)));
        return VmManager6.json(200, Json.createObjectBuilder().add("list", list));
    }
}
