package org.vimeter.dailyrun;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.vimeter.dailyrun.RunReport.Status;
import org.vimeter.db.Db;
import org.vimeter.db.Session;
import org.vimeter.enforcement.Reconciler;
import org.vimeter.lease.Fence;
import org.vimeter.lease.Lease;
import org.vimeter.lease.LeaseLost;
import org.vimeter.offer.PublishedTerms;
import org.vimeter.problem.Problem;
import org.vimeter.problem.Refused;
import org.vimeter.server.Connections;
import org.vimeter.usage.ReadingRules;
import org.vimeter.vm.ServerConnection;

/**
 * The nightly bill of one server and day: collect and rate, hold or post, enforce.
 *
 * <p>Running a finished day again changes nothing, on this node or another; a run that was killed is continued. A night
 * on which nothing could be read leaves its days missing and debits nothing.
 */
public final class DailyRun {
    private static final Logger LOG = Logger.getLogger(DailyRun.class.getName());

    private final Db db;
    private final Clock clock;
    private final Connections connections;
    private final Reconciler reconciler;
    private final Setup setup;
    private final Runs runs;

    /**
     * @param node names this process in the lease
     * @param chunk services per transaction
     */
    public record Setup(String node, ThreadFactory threads, int chunk, Brakes brakes) {
        public static final int CHUNK = 5000;
    }

    public DailyRun(Db db, Clock clock, Connections connections, Reconciler reconciler, Setup setup) {
        this.db = db;
        this.clock = clock;
        this.connections = connections;
        this.reconciler = reconciler;
        this.setup = setup;
        this.runs = new Runs(db, clock);
    }

    /** A run that holds its lease and has its number. */
    public interface Started {
        long runId();

        RunReport proceed();
    }

    public RunReport run(long serverId, LocalDate day, RunOrder order) {
        return start(serverId, day, order).proceed();
    }

    /** Refuses a day outside the services' lives, and a server that is being worked already. */
    public Started start(long serverId, LocalDate day, RunOrder order) {
        var server = connections.of(serverId);
        requireDay(server, day);
        if (order.dry()) {
            return started(server, day, order, Optional.empty());
        }
        var lease = Lease.take(db, "server/" + serverId, setup.node());
        if (lease.isEmpty()) {
            throw Refused.conflict("run.busy", server.name(), day, holder(serverId));
        }
        try {
            return started(server, day, order, lease);
        } catch (RuntimeException e) {
            lease.get().close();
            throw e;
        }
    }

    /** Collects every day that is due, oldest first. A server that another node works is left to it. */
    public List<RunReport> catchUp(long serverId, String actor) {
        var zone = connections.of(serverId).zone();
        var reports = new ArrayList<RunReport>();
        for (var day : new DueDays(db, clock).of(serverId, zone)) {
            try {
                reports.add(run(serverId, day, RunOrder.real(actor)));
            } catch (Refused | LeaseLost busy) {
                throw busy;
            } catch (RuntimeException e) {
                LOG.log(Level.SEVERE, "The run of server " + serverId + " for " + day + " failed; later days go on", e);
            }
        }
        return reports;
    }

    private Started started(ServerConnection server, LocalDate day, RunOrder order, Optional<Lease> lease) {
        var fence = fence(lease);
        long runId = runs.begin(server.id(), day, order, fence);
        return new Started() {
            @Override
            public long runId() {
                return runId;
            }

            @Override
            public RunReport proceed() {
                try {
                    bill(runId, server, day, order, lease);
                } catch (LeaseLost lost) {
                    throw lost;
                } catch (RuntimeException e) {
                    var problem = Problem.of("run.failed", server.name(), day, e);
                    fence.change(db, session -> failed(session, runId, problem, fence));
                    throw e;
                } finally {
                    lease.ifPresent(Lease::close);
                }
                return runs.report(runId);
            }
        };
    }

    private void bill(long runId, ServerConnection server, LocalDate day, RunOrder order, Optional<Lease> lease) {
        var today = LocalDate.now(clock.withZone(server.zone()));
        var published = db.transaction(PublishedTerms::load);
        var run = new RunContext(runId, server, day, today, order, published, fence(lease), setup.chunk());
        try (var collector = collector(run)) {
            bill(lease.<Night>map(held -> new RealNight(db, clock, run, collector, guard(held)))
                    .orElseGet(() -> new Rehearsal(db, clock, run, collector)));
        }
    }

    private static Fence fence(Optional<Lease> lease) {
        return lease.<Fence>map(held -> held).orElse(Fence.NONE);
    }

    private RealNight.Guard guard(Lease lease) {
        return new RealNight.Guard(lease, setup.brakes(), reconciler);
    }

    /** The night. Chunks are collected ahead of what is rated, and nothing is posted before all is rated. */
    private static void bill(Night night) {
        night.open();
        for (var chunk = night.collect(); !chunk.isEmpty(); chunk = night.collect()) {
            night.rate(chunk);
        }
        var held = night.held();
        if (held.isPresent()) {
            night.hold(held.get());
        } else {
            night.post();
        }
        night.enforce();
    }

    private void failed(Session session, long runId, Problem problem, Fence fence) throws SQLException {
        runs.end(session, runId, Status.FAILED, problem);
        fence.release(session);
    }

    private Collector collector(RunContext run) {
        var server = run.server();
        int calls = server.dialect().pace().atOnce();
        var access = new Collector.Access(
                server.name(),
                connections.connect(server),
                new ReadingRules(server),
                Executors.newFixedThreadPool(calls, setup.threads()),
                Executors.newSingleThreadExecutor(setup.threads()));
        return new Collector(access, run.published(), run.day(), run.today());
    }

    private void requireDay(ServerConnection server, LocalDate day) {
        var first = firstDay(server.id());
        var yesterday = LocalDate.now(clock.withZone(server.zone())).minusDays(1);
        if (first.isEmpty()) {
            throw Refused.because("run.no-services", server.name(), day);
        }
        if (day.isBefore(first.get()) || day.isAfter(yesterday)) {
            throw Refused.because("run.day", server.name(), day, first.get(), yesterday);
        }
    }

    private Optional<LocalDate> firstDay(long serverId) {
        return db.transaction(session -> session.one(
                "select min(first_day) as day from services where server_id = ?",
                row -> Optional.ofNullable(row.dayOrNull("day")),
                serverId));
    }

    private String holder(long serverId) {
        return db.find("select holder from leases where name = ?", row -> row.text("holder"), "server/" + serverId)
                .orElse("");
    }
}
