package org.vimeter.order;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.vimeter.db.Session;
import org.vimeter.money.Money;
import org.vimeter.offer.Packages;
import org.vimeter.order.Order.Change;
import org.vimeter.order.Order.New;
import org.vimeter.order.Order.Purchase;
import org.vimeter.order.Order.Status;
import org.vimeter.order.Order.Undo;
import org.vimeter.problem.Problem;
import org.vimeter.recurring.Cycle;
import org.vimeter.recurring.Subscriptions;
import org.vimeter.recurring.Subscriptions.Terms;
import org.vimeter.service.Services;
import org.vimeter.service.Services.Config;

/**
 * Lets orders go on that waited for money, and keeps to what was confirmed: an order that would cost more by now waits until
 * the higher price is confirmed too, and nothing is kept back for it meanwhile.
 */
final class Admission {
    private static final Duration LONGEST_WAIT = Duration.ofDays(30);

    private final Clock clock;

    Admission(Clock clock) {
        this.clock = clock;
    }

    /** A waiting order goes on as soon as the account has what it costs today. */
    void admit(Session session, Order order, LocalDate today) throws SQLException {
        var available = Funds.lock(session, order.accountId());
        if (isOutdated(session, order, today)) {
            giveUp(session, order);
        } else if (order.dearer() == null) {
            admit(session, order, needed(session, order, today, available), available);
        }
    }

    private void admit(Session session, Order order, Money needed, Money available) throws SQLException {
        if (isDearer(needed, order)) {
            ask(session, order, needed, "order");
        } else {
            goOn(session, order, needed, available);
        }
    }

    private void goOn(Session session, Order order, Money needed, Money available) throws SQLException {
        boolean free = order instanceof Change && !needed.isPositive();
        boolean paid = free || Quote.missing(needed, available).isZero();
        var first = order.step() == Step.FUNDS ? Transitions.first(order.kind()) : order.step();
        int moved = session.update(
                """
                update service_order set quoted = ?, status = ?, step = ?, step_since = ?, next_at = ?
                    where id = ? and status = 'WAITING'
                """,
                needed.amount(),
                paid ? Status.OPEN : Status.WAITING,
                paid ? first : order.step(),
                clock.instant(),
                clock.instant(),
                order.id());
        if (paid && moved == 1) {
            Orders.recordEvent(session, order.id(), first, "payment", null, clock.instant());
        }
    }

    /** What an order costs by now, when that is more than what was confirmed, before a step that this makes a difference to. */
    Optional<Money> dearer(Session session, Order order, LocalDate today) throws SQLException {
        if (order.undo() != null || !matters(order.step())) {
            return Optional.empty();
        }
        var needed = needed(session, order, today, Funds.available(session, order.accountId()));
        return isDearer(needed, order) ? Optional.of(needed) : Optional.empty();
    }

    private static boolean matters(Step step) {
        return switch (step) {
            case NAME, OWNER, CREATE, ACTIVATE, RESIZE, APPLY -> true;
            default -> false;
        };
    }

    /** What gives a little less back than was shown, because a day has gone by, takes no money from anybody. */
    private static boolean isDearer(Money needed, Order order) {
        return needed.isPositive() && needed.compareTo(order.quoted()) > 0;
    }

    /** An order that was moved may have been let go on by money that is not there any more: it waits for it again. */
    boolean waitsForMoney(Session session, Order order) throws SQLException {
        boolean begins = order instanceof New && order.step() == Step.NAME && order.undo() == null;
        return begins
                && Funds.available(session, order.accountId()).isNegative()
                && session.update(
                                "update service_order set status = 'WAITING', next_at = ? where id = ? and step = 'NAME' and status = 'OPEN'",
                                clock.instant(),
                                order.id())
                        == 1;
    }

    /** Where it stands, the order waits; nothing is kept back for it until it goes on. */
    void ask(Session session, Order order, Money needed, String actor) throws SQLException {
        var problem = Problem.of("order.dearer", order.id(), order.quoted(), needed);
        int asked = session.update("""
                update service_order set status = 'WAITING', dearer = ?, problem = null, attempts = 0, next_at = ?
                    where id = ? and step = ? and status in ('OPEN', 'WAITING')
                """, needed.amount(), clock.instant(), order.id(), order.step());
        if (asked == 1) {
            Orders.recordEvent(session, order.id(), order.step(), actor, problem, clock.instant());
        }
    }

    /** What now costs more is confirmed; it goes on with the next pass that finds the money. */
    void confirm(Session session, Purchase order, LocalDate today, String actor) throws SQLException {
        session.update(
                "update service_order set version_id = ? where id = ?",
                terms(session, order, today).version().id(),
                order.id());
        session.update(
                "update service_order set quoted = dearer, dearer = null, next_at = ? where id = ? and dearer is not null",
                clock.instant(),
                order.id());
        Orders.recordEvent(session, order.id(), order.step(), actor, null, clock.instant());
    }

    /** What was made of it meanwhile is removed first. */
    private void giveUp(Session session, Order order) throws SQLException {
        var problem = Problem.of("order.outdated", order.id());
        Orders.recordEvent(session, order.id(), order.step(), "order", problem, clock.instant());
        if (order.isUntouched()) {
            OrderTasks.closed(session, order, "order", clock.instant());
            return;
        }
        session.update("""
                update service_order set status = 'OPEN', step = ?, step_since = ?, undo = ?, dearer = null, attempts = 0, next_at = ?
                    where id = ?
                """, Transitions.back(order.kind()), clock.instant(), Undo.CANCEL, clock.instant(), order.id());
    }

    /** Nobody pays another price than he confirmed, and no order waits for ever. */
    private boolean isOutdated(Session session, Order order, LocalDate today) throws SQLException {
        boolean old = order.orderedAt().plus(LONGEST_WAIT).isBefore(clock.instant());
        if (old || !(order instanceof New wish) || order.step() != Step.FUNDS) {
            return old;
        }
        boolean onSale = Packages.head(session, order.packageId().value()).isOnSale();
        return !onSale || !isInForce(session, wish, today);
    }

    private static boolean isInForce(Session session, New order, LocalDate today) throws SQLException {
        long ordered = Orders.terms(session, order).version().id();
        return Subscriptions.inForce(session, order.packageId(), order.quoted().currency(), order.per(), today)
                .filter(terms -> terms.version().id() == ordered)
                .isPresent();
    }

    /**
     * What the order will be booked under: the version that is in force on the day on which its service begins with the
     * package, or at the beginning of the period if it has the package already.
     */
    private static Terms terms(Session session, Purchase order, LocalDate today) throws SQLException {
        var ordered = Orders.terms(session, order);
        return Subscriptions.inForce(
                        session,
                        order.packageId(),
                        order.quoted().currency(),
                        order.per(),
                        anchor(session, order, Cycle.at(order.per(), today), today))
                .orElse(ordered);
    }

    private static LocalDate anchor(Session session, Order order, Cycle cycle, LocalDate today) throws SQLException {
        var service = order.serviceId();
        var configs = service == null ? List.<Config>of() : Services.configs(session, service);
        boolean has = !configs.isEmpty()
                && configs.get(configs.size() - 1).packageId().equals(order.packageId());
        if (!has) {
            return today;
        }
        var begun = Subscriptions.begun(configs);
        return begun.isAfter(cycle.start()) ? begun : cycle.start();
    }

    private static Money needed(Session session, Order order, LocalDate today, Money available) throws SQLException {
        return order instanceof Purchase purchase ? needed(session, purchase, today, available) : order.quoted();
    }

    private static Money needed(Session session, Purchase order, LocalDate today, Money available) throws SQLException {
        var terms = terms(session, order, today);
        var choices = Subscriptions.choices(session, order.id().value()).of(terms.offer());
        var service = order.serviceId();
        if (service == null) {
            return Quotes.first(terms, order.per(), choices, today, available).first();
        }
        var booked = Quotes.booked(session, service, available.currency(), order.per(), today);
        return Quotes.change(terms, booked, choices, today, available).first();
    }
}
