package org.vimeter.vmmanager.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.Vm;
import org.vimeter.vmmanager.wire.Element;
import org.vimeter.vmmanager.wire.Rows;

/** Reads lists of one COREmanager, whose functions and fields are settings. */
final class Lists {
    /** Who may own VMs; higher levels administer. */
    static final String ORDINARY_USER = "16";

    private final ServerConnection server;
    private final CoreManagerCalls calls;

    Lists(ServerConnection server, CoreManagerCalls calls) {
        this.server = server;
        this.calls = calls;
    }

    List<Vm> vms() throws ServerFault {
        var vms = new ArrayList<Vm>();
        calls.call(
                server.setting("list.func"),
                "",
                Map.of(),
                new Rows(server.setting("list.row"), row -> vms.add(vm(row))));
        return vms;
    }

    List<String> names(String list) throws ServerFault {
        return rows(list, Map.of()).stream()
                .map(row -> row.textOf(server.setting(list + ".name")))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** The id of the row with that name. */
    Optional<String> id(String list, String name) throws ServerFault {
        return rows(list, Map.of()).stream()
                .filter(row -> row.textOf(server.setting(list + ".name")).equals(name))
                .map(row -> row.textOf("id"))
                .findFirst();
    }

    List<String> addresses(String vmId) throws ServerFault {
        return rows("address", Map.of("plid", vmId)).stream()
                .map(row -> row.textOf(server.setting("address.name")))
                .toList();
    }

    /** The id of the ordinary user with that name, if there is one. */
    Optional<String> user(String name) throws ServerFault {
        return calls.call("user", "", Map.of())
                .descendants("elem")
                .filter(row ->
                        row.textOf("name").equals(name) && row.textOf("level").matches("|" + ORDINARY_USER))
                .map(row -> row.textOf("id"))
                .findFirst();
    }

    private List<Element> rows(String list, Map<String, String> parameters) throws ServerFault {
        var vm = parameters.getOrDefault("plid", "");
        return calls.call(server.setting(list + ".func"), vm, parameters)
                .descendants(server.setting(list + ".row"))
                .toList();
    }

    private Vm vm(Element row) {
        return new Vm(
                row.textOf(server.setting("list.id")),
                row.textOf(server.setting("list.name")),
                power(row.textOf(server.setting("list.state"))),
                cpus(row.textOf(server.setting("list.cpus"))),
                Arrays.stream(server.setting("list.installing").split(",", -1))
                        .anyMatch(flag -> row.child(flag.strip())
                                .filter(found -> !found.text().equals("off"))
                                .isPresent()));
    }

    private Vm.Power power(String state) {
        if (state.isEmpty()) {
            return Vm.Power.UNKNOWN;
        }
        return state.equals(server.setting("list.state.running")) ? Vm.Power.RUNNING : Vm.Power.STOPPED;
    }

    private static @Nullable Integer cpus(String text) {
        return text.matches("[1-9]\\d{0,3}") ? Integer.valueOf(text) : null;
    }
}
