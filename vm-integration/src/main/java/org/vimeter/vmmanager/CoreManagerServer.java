package org.vimeter.vmmanager;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.vm.Report;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.Vm;
import org.vimeter.vm.VmList;
import org.vimeter.vm.VmServer;

/** VMmanager 5 KVM. */
final class CoreManagerServer implements VmServer {
    private final ServerConnection server;
    private final CoreManagerCalls calls;
    private final DayReport report;
    private final Clock clock;

    CoreManagerServer(ServerConnection server, CoreManagerCalls calls, Clock clock) {
        this.server = server;
        this.calls = calls;
        this.report = new DayReport(server);
        this.clock = clock;
    }

    @Override
    public VmList vms() throws ServerFault {
        var byId = new HashMap<String, Vm>();
        calls.call(server.setting("list.func"), Map.of())
                .descendants(server.setting("list.row"))
                .map(this::vm)
                .forEach(vm -> byId.put(vm.id(), vm));
        return new Listed(byId);
    }

    private record Listed(Map<String, Vm> byId) implements VmList {
        @Override
        public boolean isEmpty() {
            return byId.isEmpty();
        }

        @Override
        public Optional<Vm> find(String id) {
            return Optional.ofNullable(byId.get(id));
        }

        @Override
        public Optional<Vm> named(String name) {
            return byId.values().stream().filter(vm -> vm.name().equals(name)).findFirst();
        }

        @Override
        public List<Vm> some(int most) {
            return byId.values().stream()
                    .sorted(Comparator.comparing(Vm::name))
                    .limit(most)
                    .toList();
        }
    }

    @Override
    public List<String> templates() throws ServerFault {
        return names("preset");
    }

    @Override
    public List<String> images() throws ServerFault {
        return names("image");
    }

    @Override
    public List<String> nodes() throws ServerFault {
        return names("node");
    }

    private List<String> names(String list) throws ServerFault {
        return calls.call(server.setting(list + ".func"), Map.of())
                .descendants(server.setting(list + ".row"))
                .map(row -> row.textOf(server.setting(list + ".name")))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    @Override
    public Report usage(String vmId, LocalDate day) throws ServerFault {
        var today = LocalDate.now(clock.withZone(server.zone()));
        var answer = calls.call(server.setting("report.func"), report.parameters(vmId, day, today));
        return report.read(answer, vmId, day);
    }

    @Override
    public void stop(String vmId) throws ServerFault {
        calls.call(server.setting("stop.func"), Map.of("elid", vmId));
    }

    @Override
    public void start(String vmId) throws ServerFault {
        calls.call(server.setting("start.func"), Map.of("elid", vmId));
    }

    private Vm vm(XmlElement row) {
        return new Vm(
                row.textOf(server.setting("list.id")),
                row.textOf(server.setting("list.name")),
                power(row.textOf(server.setting("list.state"))),
                cpus(row.textOf(server.setting("list.cpus"))));
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
