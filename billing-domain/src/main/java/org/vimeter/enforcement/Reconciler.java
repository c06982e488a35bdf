package org.vimeter.enforcement;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Db;
import org.vimeter.db.Row;
import org.vimeter.db.Session;
import org.vimeter.enforcement.Intents.Intent;
import org.vimeter.lease.Lease;
import org.vimeter.problem.Problem;
import org.vimeter.server.Connections;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.Vm;
import org.vimeter.vm.VmList;

/**
 * Stops what should be stopped and starts what Vimeter stopped and should run again. Safe to run at any time and on
 * several nodes: one of them works on a server, and an intent stays open until the VM was seen in the state. Calls go out in
 * small chunks, each read back before the next, so that whoever is killed leaves little to be done again.
 */
public final class Reconciler {
    private static final Duration LOOK = Duration.ofHours(1);
    private static final int CHUNK = 25;
    private static final int LOOKED_AT = 5000;

    private final Db db;
    private final Clock clock;
    private final Connections connections;
    private final String node;
    private final ThreadFactory threads;

    /**
     * @param node names this process in the lease
     * @param threads call the servers
     */
    public Reconciler(Db db, Clock clock, Connections connections, String node, ThreadFactory threads) {
        this.db = db;
        this.clock = clock;
        this.connections = connections;
        this.node = node;
        this.threads = threads;
    }

    /** One pass over one server. A server without work to do is not called. */
    public void reconcile(long serverId) {
        var connection = connections.of(serverId);
        var today = LocalDate.now(clock.withZone(connection.zone()));
        db.change(session -> Limits.liftWhatIsOver(session, serverId, today, clock.instant()));
        boolean look = isLookDue(serverId);
        if (!hasWork(serverId) && !look) {
            return;
        }
        try (var lease = Lease.take(db, "power/" + serverId, node).orElse(null)) {
            if (lease != null) {
                reconcile(connection, lease);
            }
        }
    }

    private void reconcile(ServerConnection connection, Lease lease) {
        var pool = Executors.newFixedThreadPool(connection.dialect().pace().atOnce(), threads);
        try {
            reconcile(connection, lease, pool);
        } catch (ServerFault fault) {
            lease.change(db, session -> {
                Intents.add(session, connection.id(), clock.instant());
                Intents.postpone(session, connection.id(), fault.problem(), clock.instant());
            });
        } finally {
            pool.shutdownNow();
        }
    }

    private void reconcile(ServerConnection connection, Lease lease, ExecutorService pool) throws ServerFault {
        var server = connections.connect(connection);
        var listed = server.vms();
        observe(connection.id(), listed, connection);
        var calls = new PowerCalls(db, server, lease, pool);
        var now = clock.instant();
        lease.change(db, session -> Intents.write(session, connection.id(), now));
        var chunk = due(connection, now, 0);
        while (!chunk.isEmpty()) {
            db.change(lease::check);
            calls.carryOut(ours(listed, chunk));
            listed = server.vms();
            verify(connection, lease, listed, chunk);
            chunk = due(connection, now, chunk.get(chunk.size() - 1).id());
        }
    }

    private List<Intent> due(ServerConnection connection, Instant at, long after) {
        return db.transaction(session -> Intents.due(session, connection.id(), at, after, CHUNK));
    }

    private boolean hasWork(long serverId) {
        return db.find("""
                        select 1 from services s where s.server_id = ? and s.last_day is null and s.id in (
                            select service_id from suspension where lifted_at is null
                            union select service_id from open_intent
                            union select service_id from power_intent i where i.status <> 'OBSOLETE' and i.action = 'STOP'
                                and not exists (select 1 from power_intent later where later.service_id = i.service_id
                                    and later.status <> 'OBSOLETE' and later.id > i.id)
                            union select service_id from restart_due) limit 1
                        """, row -> row.number(1), serverId).isPresent();
    }

    /** Once an hour every VM is looked at: what stands still without our doing is for people to know. */
    private boolean isLookDue(long serverId) {
        return db.find("select 1 from services where server_id = ? and last_day is null limit 1", row -> true, serverId)
                        .isPresent()
                && connections.observe(serverId, clock.instant(), LOOK);
    }

    /** A living service's VM, and its state as it was looked at last. */
    private record VmBefore(
            long accountId,
            long serviceId,
            String vmId,
            String vmName,
            Vm.@Nullable Power state,
            @Nullable Integer cpus) {
        static VmBefore of(Row row) throws SQLException {
            return new VmBefore(
                    row.number("account_id"),
                    row.number("id"),
                    row.text("vm_id"),
                    row.text("vm_name"),
                    row.constantOrNull("state", Vm.Power.class),
                    row.integerOrNull("cpus"));
        }

        Optional<VmStates.VmObservation> news(VmList vms) {
            return VmStates.VmObservation.of(serviceId, vmId, vmName, vms).unless(state, cpus);
        }
    }

    /** Chunk by chunk in the order of an index: a server may have any number of services. */
    private void observe(long serverId, VmList vms, ServerConnection connection) throws ServerFault {
        if (vms.isEmpty()) {
            throw new ServerFault(Problem.of("list.empty", connection.name()), false);
        }
        var chunk = before(serverId, 0, 0);
        while (!chunk.isEmpty()) {
            var news = chunk.stream().flatMap(one -> one.news(vms).stream()).toList();
            db.change(session -> VmStates.write(session, news, clock.instant()));
            var last = chunk.get(chunk.size() - 1);
            chunk = before(serverId, last.accountId(), last.serviceId());
        }
    }

    private List<VmBefore> before(long serverId, long account, long service) {
        return db.list("""
                select s.account_id, s.id, s.vm_id, s.vm_name, v.state, v.cpus
                    from services s left join vm_state v on v.service_id = s.id
                    where s.server_id = ? and s.last_day is null and (s.account_id, s.id) > (?, ?)
                    order by s.account_id, s.id limit ?
                """, VmBefore::of, serverId, account, service, LOOKED_AT);
    }

    /** A VM that bears another name now, or is not listed, is not touched. */
    private static List<Intent> ours(VmList vms, List<Intent> due) {
        return due.stream()
                .filter(intent -> vms.find(intent.vmId(), intent.vmName()).isPresent())
                .toList();
    }

    private void verify(ServerConnection connection, Lease lease, VmList vms, List<Intent> due) {
        lease.change(db, session -> {
            var seen = new ArrayList<VmStates.VmObservation>();
            for (var intent : due) {
                var state = VmStates.VmObservation.of(intent.serviceId(), intent.vmId(), intent.vmName(), vms);
                seen.add(state);
                close(session, connection, intent, vms, state.state());
            }
            VmStates.write(session, seen, clock.instant());
        });
    }

    /** A VM that is not listed was not seen to stop. */
    private void close(Session session, ServerConnection connection, Intent intent, VmList vms, Vm.Power state)
            throws SQLException {
        if (state == (intent.action() == PowerAction.STOP ? Vm.Power.STOPPED : Vm.Power.RUNNING)) {
            Intents.done(session, intent, clock.instant());
        } else {
            Intents.failed(session, intent, problem(connection, vms, intent, state), clock.instant());
        }
    }

    private static Problem problem(ServerConnection connection, VmList vms, Intent intent, Vm.Power state) {
        return vms.find(intent.vmId())
                .filter(vm -> !vm.isNamed(intent.vmName()))
                .map(vm -> Problem.of("vm.not-touched", connection.name(), intent.vmName(), vm.name()))
                .orElse(Problem.of("power.not-verified", connection.name(), intent.vmId(), intent.action(), state));
    }
}
