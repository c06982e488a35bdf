package org.vimeter.order;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.vimeter.db.Session;
import org.vimeter.enforcement.Suspensions;
import org.vimeter.enforcement.VmStates;
import org.vimeter.ledger.LedgerAccounts;
import org.vimeter.recurring.Cycle;
import org.vimeter.recurring.RecurringCharges;
import org.vimeter.recurring.RecurringCharges.Booking;
import org.vimeter.recurring.Subscriptions;
import org.vimeter.service.NewService;
import org.vimeter.service.ServiceId;
import org.vimeter.service.Services;
import org.vimeter.vm.Vm;

/** The moment at which a VM becomes a service: it is billed from today on, and what begins is charged. */
final class Activation {
    private final Session session;
    private final Order.New order;
    private final LocalDate today;
    private final Instant at;

    Activation(Session session, Order.New order, LocalDate today, Instant at) {
        this.session = session;
        this.order = order;
        this.today = today;
        this.at = at;
    }

    void perform(Vm vm) throws SQLException {
        var cycle = Cycle.at(order.per(), today);
        LedgerAccounts.client(session, order.accountId(), order.quoted().currency());
        var service = Services.begin(session, made(), order.id().value(), cycle.next(), at);
        VmStates.write(session, List.of(new VmStates.VmObservation(service.value(), vm.power(), vm.cpus())), at);
        session.update(
                "update service_order set service_id = ?, password_sealed = null where id = ?", service, order.id());
        if (vm.power() == Vm.Power.STOPPED) {
            Suspensions.starting(session, service, order.orderedBy(), at);
        }
        var booking = new Booking(order.orderedBy(), at, today);
        setUp(service, booking);
        RecurringCharges.settle(session, service, cycle, booking);
    }

    private NewService made() throws SQLException {
        return session.one(
                "select domain, image, addresses from service_order where id = ?",
                row -> new NewService(
                        order.accountId(),
                        order.packageId(),
                        order.serverId(),
                        new NewService.Vm(order.vm().id(), order.vm().name()),
                        today,
                        order.per(),
                        new NewService.Made(row.textOrNull("domain"), row.textOrNull("image"), row.text("addresses"))),
                order.id());
    }

    private void setUp(ServiceId service, Booking booking) throws SQLException {
        var currency = order.quoted().currency();
        var terms = Subscriptions.inForce(session, order.packageId(), currency, order.per(), today)
                .orElseThrow();
        var price = Quotes.setUp(terms, currency);
        if (price.isPositive()) {
            RecurringCharges.setUp(session, service, terms.version().name(), price, booking);
        }
    }
}
