package org.vimeter.simulator;

import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vimeter.simulator.CoreManager.Product;

/** What VMmanager 5 does to VMs. */
final class VmForms {
    private final Scenario scenario;
    private final Clock clock;
    private final Product product;

    VmForms(Scenario scenario, Clock clock, Product product) {
        this.scenario = scenario;
        this.clock = clock;
        this.product = product;
    }

    Node answer(String function, Map<String, String> parameters, @Nullable Fault fault) {
        var id = parameters.getOrDefault("elid", parameters.getOrDefault("plid", ""));
        if (function.equals("vm")) {
            return list(fault);
        }
        if (function.equals("vm.edit") && id.isEmpty()) {
            return create(parameters);
        }
        var vm = scenario.vm(id);
        if (vm == null) {
            return Node.error(function, "missed", "vm", id, "No VM with the id " + id);
        }
        return switch (function) {
            case "vm.edit" -> "ok".equals(parameters.get("sok")) ? change(vm, parameters) : form(vm);
            case "vm.start", "vm.restart", "vm.stop", "vm.delete" -> act(function, vm);
            case "vm.chpasswd" -> password(function, vm, parameters);
            case "vm.reinstall" -> reinstall(vm, parameters);
            case "vm.sysinfo" -> sysinfo(vm);
            case "iplist" -> addresses(vm);
            case "iplist.edit" ->
                CoreManager.ok(function).add(Node.text("ip", vm.addAddress("ipv6".equals(parameters.get("family")))));
            default -> Node.error(function, "missed", "func", function, "No such function");
        };
    }

    private Node act(String function, SimulatedVm vm) {
        if (function.equals("vm.delete")) {
            scenario.remove(vm.id());
        } else {
            vm.power(!function.equals("vm.stop"));
        }
        return CoreManager.ok(function);
    }

    private Node list(@Nullable Fault fault) {
        var list = Node.doc("vm");
        if (fault != Fault.EMPTY) {
            scenario.vms().forEach(vm -> list.add(row(vm)));
        }
        return list;
    }

    private Node row(SimulatedVm vm) {
        var row = Node.of(
                "elem",
                Node.text("id", vm.id()),
                Node.text("name", vm.name()),
                Node.text("ip", vm.addresses().get(0)),
                Node.text(product.cpus, vm.field("cpus")),
                Node.text("mem", vm.field("mem")));
        if (vm.installing()) {
            row.add(Node.of("installing"));
        }
        return row.add(Node.text("vmstatus", vm.running() ? "running" : "stopped"));
    }

    private Node form(SimulatedVm vm) {
        return Node.doc("vm.edit")
                .add(Node.text("elid", vm.id()))
                .add(Node.text("name", vm.name()))
                .add(Node.text("domain", vm.field("domain")))
                .add(Node.text("mem", vm.field("mem")))
                .add(Node.text(product.cpus, vm.field("cpus")))
                .add(Node.text(product.disk, vm.field("disk")))
                .add(Node.text("cputune", vm.field("cputune")))
                .add(Node.text("state", vm.running() ? "running" : "down"));
    }

    private synchronized Node create(Map<String, String> parameters) {
        var name = parameters.getOrDefault("name", "");
        var wrong = wrongField(parameters);
        if (!wrong.isEmpty()) {
            return Node.error("vm.edit", "value", wrong, parameters.getOrDefault(wrong, ""), "Wrong " + wrong);
        }
        if (scenario.vms().stream().anyMatch(vm -> vm.name().equals(name))) {
            return Node.error("vm.edit", "exists", "vm", name, "There is a VM " + name);
        }
        if (scenario.isFull()) {
            return Node.error("vm.edit", "limit", "vm", "", "No node has room for another VM");
        }
        var vm = new SimulatedVm(scenario.nextId(), name, 1);
        fill(vm, parameters);
        vm.set("owner", parameters.getOrDefault("user", ""));
        vm.set("domain", parameters.getOrDefault("domain", ""));
        vm.set("image", parameters.getOrDefault(product.image, ""));
        vm.createdAt(clock.instant());
        vm.install(scenario.installation());
        scenario.add(vm);
        return CoreManager.ok("vm.edit")
                .add(Node.text("id", vm.id()))
                .add(Node.text("elid", vm.id()))
                .add(Node.text("ip", vm.addresses().get(0)));
    }

    /** The first field of an order that the server would not take; empty when it takes all. */
    private String wrongField(Map<String, String> order) {
        if (order.getOrDefault("name", "").isEmpty()) {
            return "name";
        }
        if (order.getOrDefault("domain", "").isEmpty()) {
            return "domain";
        }
        var image = order.getOrDefault(product.image, "");
        if (scenario.images().stream().noneMatch(one -> one.equalsIgnoreCase(image))) {
            return product.image;
        }
        boolean owned =
                scenario.users().values().stream().anyMatch(user -> user.id().equals(order.getOrDefault("user", "")));
        if (!owned) {
            return "user";
        }
        boolean confirmed = !order.getOrDefault("password", "").isEmpty()
                && order.getOrDefault("password", "").equals(order.get("confirm"));
        return confirmed ? "" : "password";
    }

    private Node change(SimulatedVm vm, Map<String, String> parameters) {
        var disk = parameters.get(product.disk);
        if (product == Product.KVM && disk != null && !disk.equals(vm.field("disk"))) {
            return Node.error("vm.edit", "value", product.disk, disk, "The disk cannot be changed");
        }
        fill(vm, parameters);
        return CoreManager.ok("vm.edit");
    }

    private void fill(SimulatedVm vm, Map<String, String> parameters) {
        copy(vm, "mem", parameters.get("mem"));
        copy(vm, "cpus", parameters.get(product.cpus));
        copy(vm, "disk", parameters.get(product.disk));
        copy(vm, "cputune", parameters.get("cputune"));
        copy(vm, "password", parameters.get("password"));
    }

    private static void copy(SimulatedVm vm, String field, @Nullable String value) {
        if (value != null) {
            vm.set(field, value);
        }
    }

    private static Node password(String function, SimulatedVm vm, Map<String, String> parameters) {
        copy(vm, "password", parameters.get("password"));
        return CoreManager.ok(function);
    }

    private Node reinstall(SimulatedVm vm, Map<String, String> parameters) {
        if (!parameters.containsKey("sok")) {
            return Node.doc("vm.reinstall").add(Node.of("slist").with("name", product.image));
        }
        vm.set("image", parameters.getOrDefault(product.image, ""));
        copy(vm, "password", parameters.get("password"));
        vm.install(scenario.installation());
        return CoreManager.ok("vm.reinstall");
    }

    private static Node sysinfo(SimulatedVm vm) {
        return Node.doc("vm.sysinfo")
                .add(Node.of(
                        "elem", Node.text("name", "hdd"), Node.text("value", vm.field("disk") + " MiB, 512 used")));
    }

    private static Node addresses(SimulatedVm vm) {
        var list = Node.doc("iplist");
        vm.addresses()
                .forEach(address -> list.add(Node.of("elem", Node.text("id", address), Node.text("name", address))));
        return list;
    }
}
