package org.vimeter.order;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Db;
import org.vimeter.db.Session;
import org.vimeter.enforcement.Backoff;
import org.vimeter.lease.Lease;
import org.vimeter.order.Order.Status;
import org.vimeter.problem.Problem;
import org.vimeter.secret.Secrets;
import org.vimeter.server.Connections;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;

/**
 * Carries orders out, step by step. Nothing is remembered but in the database, so that whoever is killed is continued from
 * the step that was stored last, on this node or another; each step can be done again without doing more.
 */
public final class Provisioner {
    private static final Logger LOG = Logger.getLogger(Provisioner.class.getName());

    private final Db db;
    private final Clock clock;
    private final Secrets secrets;
    private final Connections connections;
    private final String node;
    private final Admission admission;

    /** @param node names this process in the lease */
    public Provisioner(Db db, Clock clock, Secrets secrets, Connections connections, String node) {
        this.db = db;
        this.clock = clock;
        this.secrets = secrets;
        this.connections = connections;
        this.node = node;
        this.admission = new Admission(clock);
    }

    static String lease(long serverId) {
        return "orders/" + serverId;
    }

    /** One pass over the orders of one server. A server without any that are due is not called. */
    public void work(long serverId) {
        var connection = connections.of(serverId);
        if (waiting(serverId).isEmpty() && due(connection).isEmpty()) {
            return;
        }
        try (var lease = Lease.take(db, lease(serverId), node).orElse(null)) {
            if (lease != null) {
                work(connection, lease);
            }
        }
    }

    private void work(ServerConnection connection, Lease lease) {
        var today = LocalDate.now(clock.withZone(connection.zone()));
        waiting(connection.id()).forEach(order -> attempt(order, lease, () -> admit(order, lease, today)));
        var due = due(connection);
        if (due.isEmpty()) {
            return;
        }
        var site = new ServerSteps.Site(db, clock, connection, connections.connect(connection), lease);
        var steps = new Steps(site, secrets);
        due.forEach(order -> attempt(order, lease, () -> advance(order, steps, lease)));
    }

    private void admit(Order order, Lease lease, LocalDate today) {
        lease.change(db, session -> admission.admit(session, order, today));
    }

    private void attempt(Order order, Lease lease, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "Order " + order.id() + " failed; the others go on", e);
            lease.change(db, session -> failed(session, order, Problem.of("order.broken", order.id(), e)));
        }
    }

    private List<Order> waiting(long serverId) {
        return db.list(
                Orders.ALL + " where o.server_id = ? and o.status = 'WAITING' order by o.id",
                OrderReader::read,
                serverId);
    }

    private List<Order> due(ServerConnection connection) {
        return db.list(
                Orders.ALL + """
                 where o.server_id = ? and o.status = 'OPEN' and o.next_at <= ?
                    and (o.not_before is null or o.not_before <= ?) order by o.id
                """,
                OrderReader::read,
                connection.id(),
                clock.instant(),
                LocalDate.now(clock.withZone(connection.zone())));
    }

    private void advance(Order order, Steps steps, Lease lease) {
        Optional<Order> now = Optional.of(order);
        while (now.isPresent()) {
            var present = now.get();
            try {
                if (waitsForConfirmation(present, steps, lease)) {
                    return;
                }
                var outcome = steps.perform(present);
                now = lease.transaction(db, session -> keep(session, present, outcome));
            } catch (ServerFault fault) {
                lease.change(db, session -> failed(session, present, fault.problem()));
                return;
            }
        }
    }

    /** A VM that is made already stands still while its price is confirmed. */
    private boolean waitsForConfirmation(Order order, Steps steps, Lease lease) throws ServerFault {
        if (lease.transaction(db, session -> admission.waitsForMoney(session, order))) {
            return true;
        }
        var dearer = lease.transaction(db, session -> admission.dearer(session, order, steps.today()));
        if (dearer.isEmpty()) {
            return false;
        }
        steps.rest(order);
        lease.change(db, session -> admission.ask(session, order, dearer.get(), node));
        return true;
    }

    /** The order as it is now, if it goes on at once; nothing is written when somebody moved it meanwhile. */
    private Optional<Order> keep(Session session, Order order, Outcome outcome) throws SQLException {
        var next = Transitions.next(order, outcome.result());
        if (!move(session, order, outcome, next)) {
            return Optional.empty();
        }
        if (next != order.step()) {
            Orders.recordEvent(session, order.id(), next, node, null, clock.instant());
        }
        if (outcome.change() != null) {
            outcome.change().in(session);
        }
        boolean rests = next == Step.END || !outcome.pause().isZero();
        return rests ? Optional.empty() : Orders.find(session, order.id());
    }

    private boolean move(Session session, Order order, Outcome outcome, Step next) throws SQLException {
        var at = clock.instant();
        var job = outcome.job();
        boolean ends = next == Step.END;
        int mine = session.update(
                """
                update service_order set step = ?, step_since = case when step = ? then step_since else ? end, attempts = 0,
                        problem = null, next_at = ?, vm_id = coalesce(?, vm_id), task = coalesce(?, task), status = ?,
                        done_at = ?::timestamptz
                    where id = ? and step = ? and status = 'OPEN' and undo is not distinct from ?
                """,
                next,
                next,
                at,
                at.plus(outcome.pause()),
                job == null ? null : job.vmId(),
                job == null ? null : job.task(),
                ends ? Status.DONE : Status.OPEN,
                ends ? at : null,
                order.id(),
                order.step(),
                order.undo());
        return mine == 1;
    }

    private void failed(Session session, Order order, @Nullable Problem problem) throws SQLException {
        int attempts = order.attempts() + 1;
        var at = clock.instant();
        int mine = session.update(
                """
                update service_order set attempts = ?, next_at = ?, status = ?, problem = ?
                    where id = ? and step = ? and status = 'OPEN'
                """,
                attempts,
                at.plus(Backoff.after(attempts)),
                attempts >= Backoff.ATTEMPTS ? Status.STAFF : Status.OPEN,
                problem == null ? null : problem.stored(),
                order.id(),
                order.step());
        if (mine == 1) {
            Orders.recordEvent(session, order.id(), order.step(), node, problem, at);
        }
    }
}
