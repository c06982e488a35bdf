package org.vimeter.order;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.vimeter.account.AccountId;
import org.vimeter.db.Db;
import org.vimeter.db.Session;
import org.vimeter.enforcement.OrderSuspensions;
import org.vimeter.lease.Lease;
import org.vimeter.order.Order.New;
import org.vimeter.order.Order.Purchase;
import org.vimeter.order.Order.Status;
import org.vimeter.order.Order.Undo;
import org.vimeter.problem.Refused;
import org.vimeter.recurring.Subscriptions;
import org.vimeter.server.ServerId;

/** What people do to orders that are under way. Not while a node works on the server's orders: the answer decides first. */
public final class OrderTasks {
    private final Db db;
    private final Clock clock;
    private final String node;

    /** @param node names this process in the lease */
    public OrderTasks(Db db, Clock clock, String node) {
        this.db = db;
        this.clock = clock;
        this.node = node;
    }

    /** Tries at once, and ten times more before staff are asked again; a VM that is not gone is deleted once more. */
    public void retry(OrderId orderId, String actor) {
        alone(orderId, (session, order) -> {
            requireOpen(order);
            var step = Transitions.retried(order.step());
            var at = clock.instant();
            session.update("""
                    update service_order set status = ?, step = ?, step_since = ?, attempts = 0, next_at = ?, problem = null
                        where id = ?
                    """, order.status() == Status.WAITING ? Status.WAITING : Status.OPEN, step, at, at, orderId);
            Orders.recordEvent(session, orderId, step, actor, null, at);
        });
    }

    /** Removes what was made, then begins again on another server of the package, under a new name. */
    public void move(OrderId orderId, ServerId serverId, String actor) {
        alone(orderId, (session, order) -> {
            requireOpen(order);
            if (!(order instanceof New wish) || order.undo() == Undo.CANCEL || !isSold(session, wish, serverId)) {
                throw Refused.because("order.not-there", orderId, serverId);
            }
            move(session, wish, serverId, actor);
        });
    }

    private void move(Session session, New order, ServerId serverId, String actor) throws SQLException {
        if (order.isUntouched()) {
            session.update("update service_order set server_id = ?, vm_name = null where id = ?", serverId, order.id());
            go(session, order, Transitions.again(order), null, null, actor);
        } else {
            go(session, order, Transitions.back(order.kind()), Undo.MOVE, serverId.value(), actor);
        }
    }

    private boolean isSold(Session session, New order, ServerId serverId) throws SQLException {
        var currency = order.quoted().currency();
        return Subscriptions.inForce(session, order.packageId(), currency, order.per(), today(session, serverId))
                .filter(terms -> terms.offer().servers().contains(serverId.value()))
                .isPresent();
    }

    /**
     * Takes an order back. What was kept back for it is free again; nothing was charged yet. What was made on the server is
     * removed first.
     *
     * @param accountId the only account whose orders may be; null for staff
     */
    public void cancel(OrderId orderId, @Nullable AccountId accountId, String actor) {
        alone(orderId, (session, order) -> {
            requireOpen(order, accountId);
            boolean waits = order.status() == Status.WAITING;
            if (order.isFinal() || (accountId != null && !order.isUntouched() && !waits)) {
                throw Refused.because("order.too-late", orderId);
            }
            if (order.isUntouched()) {
                closed(session, order, actor, clock.instant());
            } else {
                go(session, order, Transitions.back(order.kind()), Undo.CANCEL, null, actor);
            }
        });
    }

    /**
     * Agrees to the price that an order has by now.
     *
     * @param accountId the only account whose orders may be; null for staff
     * @param seen the price that was shown, in digits
     */
    public void confirm(OrderId orderId, @Nullable AccountId accountId, String seen, String actor) {
        alone(orderId, (session, order) -> {
            requireOpen(order, accountId);
            var dearer = order.dearer();
            if (dearer == null
                    || !(order instanceof Purchase purchase)
                    || !dearer.amount().toPlainString().equals(seen.strip())) {
                throw Refused.because("order.not-asked", orderId, dearer == null ? order.quoted() : dearer);
            }
            new Admission(clock).confirm(session, purchase, today(session, order.serverId()), actor);
        });
    }

    /** By the server's calendar. */
    private LocalDate today(Session session, ServerId serverId) throws SQLException {
        return session.find(
                        "select zone from servers where id = ?",
                        row -> LocalDate.now(clock.withZone(ZoneId.of(row.text("zone")))),
                        serverId)
                .orElseThrow(() -> Refused.unknown("server.unknown", serverId));
    }

    /** What was stopped for an end that does not come is started by the reconciler, which knows that we stopped it. */
    static void closed(Session session, Order order, String actor, Instant at) throws SQLException {
        session.update(
                "update service_order set status = 'CANCELLED', step = 'END', done_at = ?, password_sealed = null, dearer = null where id = ?",
                at,
                order.id());
        OrderSuspensions.takenBack(session, order.id().value(), actor, at);
        Orders.recordEvent(session, order.id(), Step.END, actor, null, at);
    }

    private void go(Session session, Order order, Step step, @Nullable Undo undo, @Nullable Long server, String actor)
            throws SQLException {
        var at = clock.instant();
        session.update("""
                update service_order set status = ?, step = ?, step_since = ?, undo = ?, next_server_id = ?::bigint, attempts = 0,
                        next_at = ?, problem = null, dearer = null where id = ?
                """, step == Step.FUNDS ? Status.WAITING : Status.OPEN, step, at, undo, server, at, order.id());
        Orders.recordEvent(session, order.id(), step, actor, null, at);
    }

    private static void requireOpen(Order order, @Nullable AccountId accountId) {
        if (accountId != null && !accountId.equals(order.accountId())) {
            throw Refused.unknown("order.unknown", order.id());
        }
        requireOpen(order);
    }

    private static void requireOpen(Order order) {
        if (!order.isOpen()) {
            throw Refused.because("order.closed", order.id());
        }
    }

    private interface Deed {
        void on(Session session, Order order) throws SQLException;
    }

    private void alone(OrderId orderId, Deed deed) {
        var order = db.transaction(session -> Orders.find(session, orderId))
                .orElseThrow(() -> Refused.unknown("order.unknown", orderId));
        try (var lease = Lease.take(db, Provisioner.lease(order.serverId().value()), node)
                .orElseThrow(() -> Refused.because("order.busy", orderId))) {
            lease.change(db, session -> {
                var now = Orders.find(session, orderId).orElseThrow();
                deed.on(session, now);
            });
        }
    }
}
