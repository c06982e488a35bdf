package org.vimeter.server;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.Meters;
import org.vimeter.db.Db;
import org.vimeter.input.Fields;
import org.vimeter.input.Texts;
import org.vimeter.problem.Faults;
import org.vimeter.problem.Problem;
import org.vimeter.problem.Refused;
import org.vimeter.vm.CallCount;
import org.vimeter.vm.Certificate;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.Vm;
import org.vimeter.vm.VmServer;
import org.vimeter.vm.VmServers;

/** Asks a server what it has and how it answers, for people who set it up. */
public final class ProbeServer {
    private final Db db;
    private final VmServers vmServers;
    private final Connections connections;
    private final Clock clock;

    public ProbeServer(Db db, VmServers vmServers, Connections connections, Clock clock) {
        this.db = db;
        this.vmServers = vmServers;
        this.connections = connections;
        this.clock = clock;
    }

    /** How the server answered this process, function by function. */
    public List<CallCount> calls(long id) {
        connections.require(id);
        return vmServers.calls(id);
    }

    /** The certificate at an address; null where there is none, because it is plain HTTP. */
    public @Nullable Certificate certificate(String address) {
        var faults = new Faults();
        var url = new ServerRules(new Fields(faults)).address(address);
        faults.refuseIfAny();
        return url.getScheme().equals("http") ? null : certificate(url, faults);
    }

    private Certificate certificate(URI url, Faults faults) {
        try {
            return vmServers.certificate(url);
        } catch (ServerFault fault) {
            faults.add("url", fault.problem().code(), fault.problem().operands().toArray());
            faults.refuseIfAny();
            throw new IllegalStateException(fault);
        }
    }

    /** @param problem why the list could not be read */
    public record Names(List<String> all, @Nullable Problem problem) {}

    public record Check(Names templates, Names images, Names nodes) {}

    private interface Reading {
        List<String> names() throws ServerFault;
    }

    /** Asks the server for each of its lists; one that fails does not hide the others. */
    public Check check(long id) {
        var server = connect(id);
        return new Check(names(server::templates), names(server::images), names(server::nodes));
    }

    private static Names names(Reading reading) {
        try {
            return new Names(reading.names(), null);
        } catch (ServerFault fault) {
            return new Names(List.of(), fault.problem());
        }
    }

    /** The last three whole days of a VM, given by id or name. */
    public StatisticsPreview preview(long id, String vm) {
        var connection = connections.of(id);
        var today = LocalDate.now(clock.withZone(connection.zone()));
        var meters = db.transaction(Meters::load);
        try {
            return StatisticsPreview.of(connections.connect(connection), connection, Texts.plain(vm), meters, today);
        } catch (ServerFault fault) {
            throw Refused.because(fault.problem());
        }
    }

    /** Names of VMs on the server, at most a hundred, to choose one from. */
    public Names someVms(long id) {
        var server = connect(id);
        return names(() -> server.vms().some(100).stream().map(Vm::name).toList());
    }

    private VmServer connect(long id) {
        return connections.connect(connections.of(id));
    }
}
