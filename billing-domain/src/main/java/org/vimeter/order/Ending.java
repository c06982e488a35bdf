package org.vimeter.order;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import org.vimeter.db.Session;
import org.vimeter.enforcement.OrderSuspensions;
import org.vimeter.enforcement.SuspensionCause;
import org.vimeter.enforcement.Suspensions;
import org.vimeter.recurring.Cycle;
import org.vimeter.recurring.RecurringCharges;
import org.vimeter.recurring.RecurringCharges.Booking;
import org.vimeter.recurring.RenewalHolds;
import org.vimeter.service.Services;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.Vm;

/** The steps that end a service: nothing more is used, what was used is read, the VM is deleted. */
final class Ending extends ServerSteps {
    Ending(Site site) {
        super(site);
    }

    /** The suspension keeps the reconciler from starting the VM again. */
    Outcome stop(Order.End order) throws ServerFault {
        write(session -> OrderSuspensions.end(session, suspension(order)));
        var found = server.vm(order.vm().id());
        if (found.isEmpty()) {
            return Outcome.gone();
        }
        var vm = requireOurs(order, found.get());
        if (vm.power() == Vm.Power.STOPPED) {
            return Outcome.done();
        }
        write(session -> Suspensions.stopping(session, order.serviceId(), order.orderedBy(), clock.instant()));
        server.stop(vm.id());
        boolean stopped = server.vm(vm.id())
                .filter(one -> one.power() == Vm.Power.STOPPED)
                .isPresent();
        if (!stopped && order.notBefore() == null) {
            requireTime(order);
        }
        return stopped ? Outcome.done() : Outcome.again(LOOK_AGAIN);
    }

    private OrderSuspensions.EndOrdered suspension(Order.End order) {
        var cause = order.head().isByStaff() ? SuspensionCause.STAFF : SuspensionCause.CLIENT;
        return new OrderSuspensions.EndOrdered(
                order.serviceId(),
                order.id().value(),
                cause,
                order.orderedBy(),
                order.note(),
                today(),
                clock.instant());
    }

    Outcome usage(Order.End order) throws ServerFault {
        var found = server.vm(order.vm().id());
        if (found.isEmpty()) {
            return Outcome.gone();
        }
        var vm = requireOurs(order, found.get());
        var last = LastUsage.read(db, connection, server, vm, order, today());
        return Outcome.done(session -> last.keep(session, order, clock.instant()));
    }

    Outcome delete(Order.End order) throws ServerFault {
        var found = server.vm(order.vm().id());
        if (found.isEmpty()) {
            return Outcome.gone();
        }
        return Outcome.told(server.delete(requireOurs(order, found.get()).id()));
    }

    /** The VM is looked for by itself: a list that is empty, or cut short, proves nothing. */
    Outcome close(Order.End order) throws ServerFault {
        if (server.vm(order.vm().id()).isPresent()) {
            requireTime(order);
            return Outcome.again(LOOK_AGAIN);
        }
        var today = today();
        return Outcome.done(session -> close(session, order, today, clock.instant()));
    }

    private static void close(Session session, Order.End order, LocalDate today, Instant at) throws SQLException {
        var service = order.serviceId();
        Services.end(session, service, today, order.refund());
        OrderSuspensions.ended(session, service, at);
        RenewalHolds.done(session, service);
        var configs = Services.configs(session, service);
        var per = configs.isEmpty() ? null : configs.get(configs.size() - 1).per();
        if (order.refund() && per != null) {
            RecurringCharges.settleFrom(
                    session, service, Cycle.at(per, today), new Booking(order.orderedBy(), at, today));
        }
    }
}
