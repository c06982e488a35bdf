package org.vimeter.vmmanager.v6;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vimeter.problem.Problem;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.Vm;
import org.vimeter.vmmanager.v6.VmManager6Calls.Request;
import org.vimeter.vmmanager.wire.Element;
import org.vimeter.vmmanager.wire.Rows;

/** Reads VMs, and the lists that orders choose from. */
final class Hosts {
    private final ServerConnection server;
    private final VmManager6Settings.States states;
    private final VmManager6Calls calls;
    private final Map<String, String> created = new ConcurrentHashMap<>();

    Hosts(ServerConnection server, VmManager6Settings.States states, VmManager6Calls calls) {
        this.server = server;
        this.states = states;
        this.calls = calls;
    }

    List<Vm> all() throws ServerFault {
        var vms = new ArrayList<Vm>();
        var answer = calls.list(Request.get("host", "", "/vm/v3/host"), new Rows("list", row -> vms.add(vm(row))));
        var size = answer.textOf("size");
        if (size.matches("\\d{1,9}") && Integer.parseInt(size) > vms.size()) {
            throw new ServerFault(Problem.of("server.cut-short", server.name(), vms.size(), size), false);
        }
        return vms;
    }

    /** The row has more than what the VM's own address would answer: its disk, for one. */
    Optional<Element> row(String vmId) throws ServerFault {
        return calls.list(Request.get("host", vmId, "/vm/v3/host" + where("id", vmId))).stream()
                .filter(row -> row.textOf("id").equals(vmId))
                .findFirst();
    }

    Optional<Vm> one(String vmId) throws ServerFault {
        return row(vmId).map(this::vm);
    }

    List<Vm> named(String name) throws ServerFault {
        return calls.list(Request.get("host", name, "/vm/v3/host" + where("name", name))).stream()
                .map(this::vm)
                .filter(vm -> vm.name().equals(name))
                .toList();
    }

    /** The day on which it was created, as the server writes it; empty when it does not say. */
    String created(String vmId) throws ServerFault {
        if (!created.containsKey(vmId)) {
            one(vmId);
        }
        return created.getOrDefault(vmId, "");
    }

    List<Element> catalogue(String list) throws ServerFault {
        return calls.list(Request.get(list, "", "/vm/v3/" + list));
    }

    List<String> names(String list) throws ServerFault {
        return catalogue(list).stream()
                .map(row -> row.textOf("name"))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Ids of the rows with these names, which a setting holds separated by commas; each of them must be there. */
    List<Long> ids(String list, String names) throws ServerFault {
        var ids = new ArrayList<Long>();
        if (names.isBlank()) {
            return ids;
        }
        var rows = catalogue(list);
        for (var name : names.split(",", -1)) {
            var named = rows.stream()
                    .filter(row -> row.textOf("name").equals(name.strip()))
                    .toList();
            if (named.isEmpty()) {
                throw new ServerFault(Problem.of("server.no-entry", server.name(), "", list, name), false);
            }
            for (var row : named) {
                ids.add(number(list, row));
            }
        }
        return ids;
    }

    /** The id of a row, which orders are written with. */
    long number(String list, Element row) throws ServerFault {
        var id = row.textOf("id");
        if (!id.matches("\\d{1,18}")) {
            throw new ServerFault(Problem.of("server.no-id", server.name(), list, row.textOf("name"), id), false);
        }
        return Long.parseLong(id);
    }

    /** The path of a VM, whatever its id is made of. */
    static String path(String vmId) {
        return "/vm/v3/host/" + URLEncoder.encode(vmId, StandardCharsets.UTF_8);
    }

    /** A text with a quote cannot be written so; then all are listed, and the caller looks for it. */
    static String where(String field, String value) {
        return value.contains("'")
                ? ""
                : "?where=(" + field + "+EQ+'" + URLEncoder.encode(value, StandardCharsets.UTF_8) + "')";
    }

    private Vm vm(Element row) {
        var cpus = row.textOf("cpu_number");
        var processors = cpus.matches("[1-9]\\d{0,3}") ? Integer.valueOf(cpus) : null;
        var vm =
                new Vm(row.textOf("id"), row.textOf("name"), power(row.textOf("state")), processors, isInstalling(row));
        var date = row.textOf("create_date");
        created.put(vm.id(), date.substring(0, Math.min(date.length(), 10)));
        return vm;
    }

    private boolean isInstalling(Element row) {
        return row.textOf("state").equals(states.installing());
    }

    private Vm.Power power(String state) {
        if (state.equals(states.running())) {
            return Vm.Power.RUNNING;
        }
        return state.equals(states.stopped()) ? Vm.Power.STOPPED : Vm.Power.UNKNOWN;
    }
}
