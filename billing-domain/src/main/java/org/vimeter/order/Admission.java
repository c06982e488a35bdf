package org.vimeter.order;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import org.vimeter.catalog.ServicePackage.State;
import org.vimeter.db.Db;
import org.vimeter.db.Session;
import org.vimeter.money.Money;
import org.vimeter.offer.Packages;
import org.vimeter.order.Order.Kind;
import org.vimeter.order.Order.Status;
import org.vimeter.problem.Problem;
import org.vimeter.recurring.Subscriptions;

/** Lets orders go on that waited for money. */
final class Admission {
    private static final Duration LONGEST_WAIT = Duration.ofDays(30);

    private final Db db;
    private final Clock clock;

    Admission(Db db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** A waiting order goes on as soon as the account has what it costs today. */
    void admit(Order order, LocalDate today) {
        db.change(session -> {
            var available = Funds.lock(session, order.accountId());
            if (isOutdated(session, order, today)) {
                var problem = Problem.of("order.outdated", order.id());
                Orders.said(session, order.id(), Step.FUNDS, "order", problem, clock.instant());
                OrderTasks.closed(session, order, "order", clock.instant());
                return;
            }
            var needed = needed(session, order, today, available);
            boolean paid = Quote.missing(needed, available).isZero();
            var first = order.kind() == Kind.NEW ? Step.NAME : Step.RESIZE;
            int moved = session.update(
                    """
                    update service_order set quoted = ?, status = ?, step = ?, step_since = ?, next_at = ?
                        where id = ? and status = 'WAITING'
                    """,
                    needed.amount(),
                    paid ? Status.OPEN : Status.WAITING,
                    paid ? first : Step.FUNDS,
                    clock.instant(),
                    clock.instant(),
                    order.id());
            if (paid && moved == 1) {
                Orders.said(session, order.id(), first, "payment", null, clock.instant());
            }
        });
    }

    /** Nobody pays another price than he confirmed, and no order waits for ever. */
    private boolean isOutdated(Session session, Order order, LocalDate today) throws SQLException {
        var per = order.per();
        boolean old = order.orderedAt().plus(LONGEST_WAIT).isBefore(clock.instant());
        if (old || per == null || order.kind() == Kind.CHANGE) {
            return old;
        }
        var currency = order.quoted().currency();
        boolean onSale = Packages.head(session, order.packageId()).state() == State.PUBLISHED;
        long ordered = Orders.terms(session, order).version().id();
        return !onSale
                || Subscriptions.inForce(session, order.packageId(), currency, per, today)
                        .filter(terms -> terms.version().id() == ordered)
                        .isEmpty();
    }

    private static Money needed(Session session, Order order, LocalDate today, Money available) throws SQLException {
        var per = order.per();
        var service = order.serviceId();
        if (per == null) {
            return order.quoted();
        }
        var choices = Subscriptions.choices(session, order.id());
        var terms = Orders.terms(session, order);
        if (service == null) {
            return Quotes.first(terms, per, choices, today, available).first();
        }
        var booked = Quotes.booked(session, service, available.currency(), per, today);
        return Quotes.change(terms, booked, choices, today, available).first();
    }
}
