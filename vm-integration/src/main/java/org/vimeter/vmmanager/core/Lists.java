package org.vimeter.vmmanager.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.Vm;
import org.vimeter.vmmanager.core.CoreManagerSettings.Listing;
import org.vimeter.vmmanager.wire.Element;
import org.vimeter.vmmanager.wire.Rows;

/** Reads lists of one COREmanager, whose functions and fields are settings. */
final class Lists {
    /** Who may own VMs; higher levels administer. */
    static final String ORDINARY_USER = "16";

    private final CoreManagerSettings settings;
    private final CoreManagerCalls calls;

    Lists(CoreManagerSettings settings, CoreManagerCalls calls) {
        this.settings = settings;
        this.calls = calls;
    }

    List<Vm> vms() throws ServerFault {
        var vms = new ArrayList<Vm>();
        var list = settings.vms();
        calls.call(list.function(), "", Map.of(), new Rows(list.row(), row -> vms.add(vm(row, list))));
        return vms;
    }

    List<String> names(Listing list) throws ServerFault {
        return rows(list, Map.of()).stream()
                .map(row -> row.textOf(list.name()))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** The id of the row with that name. */
    Optional<String> id(Listing list, String name) throws ServerFault {
        return rows(list, Map.of()).stream()
                .filter(row -> row.textOf(list.name()).equals(name))
                .map(row -> row.textOf("id"))
                .findFirst();
    }

    List<String> addresses(String vmId) throws ServerFault {
        return rows(settings.addresses(), Map.of("plid", vmId)).stream()
                .map(row -> row.textOf(settings.addresses().name()))
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

    private List<Element> rows(Listing list, Map<String, String> parameters) throws ServerFault {
        var vm = parameters.getOrDefault("plid", "");
        return calls.call(list.function(), vm, parameters)
                .descendants(list.row())
                .toList();
    }

    private static Vm vm(Element row, VmListSettings list) {
        return new Vm(
                row.textOf(list.id()),
                row.textOf(list.name()),
                power(row.textOf(list.state()), list.running()),
                cpus(row.textOf(list.cpus())),
                list.installing().stream()
                        .anyMatch(flag -> row.child(flag)
                                .filter(found -> !found.text().equals("off"))
                                .isPresent()));
    }

    private static Vm.Power power(String state, String running) {
        if (state.isEmpty()) {
            return Vm.Power.UNKNOWN;
        }
        return state.equals(running) ? Vm.Power.RUNNING : Vm.Power.STOPPED;
    }

    private static @Nullable Integer cpus(String text) {
        return text.matches("[1-9]\\d{0,3}") ? Integer.valueOf(text) : null;
    }
}
