package org.vimeter.order;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import org.vimeter.db.Db;
import org.vimeter.lease.Fence;
import org.vimeter.problem.Problem;
import org.vimeter.vm.Job;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.Vm;
import org.vimeter.vm.VmServer;

/** What all steps on one server have in common. */
abstract class ServerSteps {
    /** Between two looks at something that takes the server a while. */
    static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(60);

    final Db db;
    final Clock clock;
    final ServerConnection connection;
    final VmServer server;

    private final Fence fence;

    /** @param fence asked in everything that a step writes */
    record Site(Db db, Clock clock, ServerConnection connection, VmServer server, Fence fence) {}

    ServerSteps(Site site) {
        this.db = site.db();
        this.clock = site.clock();
        this.connection = site.connection();
        this.server = site.server();
        this.fence = site.fence();
    }

    final void write(Db.Change change) {
        fence.change(db, change);
    }

    /** By the server's calendar. */
    final LocalDate today() {
        return LocalDate.now(clock.withZone(connection.zone()));
    }

    /** What takes longer counts as failed, look after look, until staff are asked. */
    final void requireTime(Order order) throws ServerFault {
        if (order.stepSince().plus(LONGEST_WAIT).isBefore(clock.instant())) {
            throw new ServerFault(
                    Problem.of(
                            "order.slow",
                            connection.name(),
                            order.vm().name(),
                            order.vm().id(),
                            LONGEST_WAIT.toMinutes()),
                    false);
        }
    }

    /** Looks again until the server is through with what it was told. */
    final Outcome whenDone(Order order) throws ServerFault {
        if (server.isDone(new Job(order.vm().id(), order.vm().task()))) {
            return Outcome.done();
        }
        requireTime(order);
        return Outcome.again(LOOK_AGAIN);
    }

    /** The VM as the server has it now, if it is there and ours. */
    final Vm ours(Order order) throws ServerFault {
        var vm = server.vm(order.vm().id())
                .orElseThrow(() -> new ServerFault(
                        Problem.of(
                                "order.vm-lost",
                                connection.name(),
                                order.vm().name(),
                                order.vm().id()),
                        false));
        return requireOurs(order, vm);
    }

    /** A VM of another name may be another VM. */
    final Vm requireOurs(Order order, Vm vm) throws ServerFault {
        if (!vm.isSurely(order.vm().name())) {
            throw new ServerFault(
                    Problem.of("vm.not-touched", connection.name(), order.vm().name(), vm.name()), false);
        }
        return vm;
    }
}
