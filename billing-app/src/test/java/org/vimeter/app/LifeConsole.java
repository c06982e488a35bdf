package org.vimeter.app;

import java.util.HashSet;
import java.util.Set;
import org.vimeter.server.Connections;
import org.vimeter.vm.Job;
import org.vimeter.vm.ServerFault;

/** Somebody who works on the servers without Vimeter, and never dies. */
final class LifeConsole {
    private static final long FIRST_TASK = 9001;

    private final World world;
    private final Connections connections;
    private final Set<Long> worked = new HashSet<>();

    LifeConsole(World world, Connections connections) {
        this.world = world;
        this.connections = connections;
    }

    void power(long server, String vmId, boolean on) {
        world.mend();
        var vms = connections.connect(connections.of(server));
        try {
            var job = on ? vms.start(vmId) : vms.stop(vmId);
            vms.isDone(job);
        } catch (ServerFault fault) {
            throw new IllegalStateException(fault);
        }
    }

    /** A VMmanager 6 works on its tasks by itself; the simulated one only when it is asked for them. */
    void work(long server) {
        var connection = connections.of(server);
        if (!connection.kind().equals("VMMANAGER_6")) {
            return;
        }
        long begun = world.scenario(server).calls().stream()
                .filter(call -> call.startsWith("POST host") || call.startsWith("DELETE host"))
                .count();
        for (long number = FIRST_TASK; number < FIRST_TASK + begun; number++) {
            try {
                if (!worked.contains(number) && connections.connect(connection).isDone(new Job("1", ":" + number))) {
                    worked.add(number);
                }
            } catch (ServerFault later) {
                return;
            }
        }
    }
}
