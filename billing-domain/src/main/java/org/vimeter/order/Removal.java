package org.vimeter.order;

import java.time.Duration;
import java.util.List;
import org.vimeter.problem.Problem;
import org.vimeter.service.Services;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.Vm;

/** The step that removes what an order has made that is taken back. */
final class Removal extends ServerSteps {
    private static final String REMOVE = """
            update service_order set server_id = next_server_id, next_server_id = null, undo = null, vm_name = null,
                    vm_id = null, task = null where id = ?
            """;

    /** How long a creation that was not answered may still come to something. */
    private static final Duration LATE = Duration.ofMinutes(3);

    Removal(Site site) {
        super(site);
    }

    /** Deletes whatever has the order's name; a creation that was not answered may come late, so it is looked for again. */
    Outcome remove(Order.New order) throws ServerFault {
        var name = order.vm().name();
        var made = name.isEmpty() ? List.<Vm>of() : server.vms().named(name);
        if (made.isEmpty() && !order.vm().id().isEmpty()) {
            var renamed = server.vm(order.vm().id());
            if (renamed.isPresent()) {
                requireOurs(order, renamed.get());
            }
        }
        for (var vm : made) {
            requireNobodys(order, vm);
            server.delete(vm.id());
        }
        if (!made.isEmpty() && !server.vms().named(name).isEmpty()) {
            requireTime(order);
        }
        boolean late = clock.instant().isBefore(order.stepSince().plus(LATE));
        if (!made.isEmpty() || (late && !name.isEmpty())) {
            return Outcome.again(Duration.ofMinutes(1));
        }
        return order.undo() == Order.Undo.MOVE
                ? Outcome.elsewhere(session -> session.update(REMOVE, order.id()))
                : Outcome.done(session -> OrderTasks.closed(session, order, "order", clock.instant()));
    }

    /** Staff may have attached it meanwhile. */
    private void requireNobodys(Order.New order, Vm vm) throws ServerFault {
        var service = db.transaction(
                session -> Services.billing(session, order.serverId().value(), vm.id()));
        if (service.isPresent()) {
            throw new ServerFault(
                    Problem.of("order.vm-billed", connection.name(), vm.name(), vm.id(), order.id()), false);
        }
    }
}
