package org.vimeter.dailyrun;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.vimeter.catalog.Catalog;
import org.vimeter.dailyrun.RunReport.Status;
import org.vimeter.db.Db;
import org.vimeter.discovery.Twins;
import org.vimeter.enforcement.Reconciler;
import org.vimeter.lease.Fence;
import org.vimeter.lease.Lease;
import org.vimeter.lease.LeaseLost;
import org.vimeter.problem.Problem;
import org.vimeter.problem.Refused;
import org.vimeter.server.Connections;
import org.vimeter.usage.ReadingRules;
import org.vimeter.vm.ServerConnection;

/**
 * The nightly bill of one server and day: collect, store, rate and post, enforce.
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
            throw Refused.because("run.busy", server.name(), day, holder(serverId));
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
        var fence = lease.<Fence>map(held -> held).orElse(Fence.NONE);
        long runId = runs.begin(server.id(), day, order, fence);
        return new Started() {
            @Override
            public long runId() {
                return runId;
            }

            @Override
            public RunReport proceed() {
                try {
                    perform(server, day, order, runId, fence);
                } catch (LeaseLost lost) {
                    throw lost;
                } catch (RuntimeException e) {
                    fence.change(db, session -> {
                        runs.end(session, runId, Status.FAILED, Problem.of("run.failed", server.name(), day, e));
                        fence.release(session);
                    });
                    throw e;
                } finally {
                    lease.ifPresent(Lease::close);
                }
                if (!order.dry()) {
                    enforce(server);
                }
                return runs.report(runId);
            }
        };
    }

    private void perform(ServerConnection server, LocalDate day, RunOrder order, long runId, Fence fence) {
        var pool = Executors.newFixedThreadPool(Integer.parseInt(server.setting("concurrency")), setup.threads());
        var reader = Executors.newSingleThreadExecutor(setup.threads());
        try {
            var catalog = db.transaction(Catalog::load);
            var run = new RunContext(
                    runId,
                    server,
                    day,
                    LocalDate.now(clock.withZone(server.zone())),
                    order,
                    catalog,
                    fence,
                    setup.chunk());
            var access = new Collector.Access(
                    server.name(), connections.connect(server), new ReadingRules(server), pool, reader);
            var collector = new Collector(access, catalog, day, run.today());
            collector.open();
            collector
                    .list()
                    .ifPresent(vms -> db.change(session -> Twins.notice(session, server.id(), vms, clock.instant())));
            perform(new RunSteps(db, clock, run), collector, run);
        } finally {
            reader.shutdownNow();
            pool.shutdownNow();
        }
    }

    /** What was suspended stops at once; what fails here is tried again each minute, and the run is done all the same. */
    private void enforce(ServerConnection server) {
        try {
            reconciler.reconcile(server.id());
        } catch (RuntimeException e) {
            LOG.log(
                    Level.SEVERE,
                    "VMs of server " + server.name() + " were not stopped or started; it is tried again",
                    e);
        }
    }

    private void perform(RunSteps steps, Collector collector, RunContext run) {
        if (run.order().dry()) {
            steps.close(Status.DONE, steps.rehearse(collector), collector.serverProblem());
            return;
        }
        var forecast = steps.collect(collector).atLeast(steps.withoutFunds());
        var behind = behind(run);
        var excesses = steps.excesses(setup.brakes(), forecast);
        var hold = behind.isPresent() ? behind : steps.unseen(excesses).map(Excess::problem);
        if (hold.isPresent()) {
            steps.hold(forecast, excesses, hold.get());
        } else {
            steps.post();
            steps.finish(forecast, collector.serverProblem(), setup.brakes());
        }
    }

    /** Days that follow a held one wait for it. */
    private Optional<Problem> behind(RunContext run) {
        return db.find("""
                        select day from (select distinct on (day) day, status from run
                            where server_id = ? and day < ? and not dry order by day, id desc) last
                            where status = 'HELD' order by day limit 1
                        """, row -> row.day("day"), run.server().id(), run.day())
                .map(day -> Problem.of(Runs.BEHIND, run.server().name(), day));
    }

    private void requireDay(ServerConnection server, LocalDate day) {
        var first = db.transaction(session -> session.one(
                "select min(first_day) as day from service where server_id = ?",
                row -> Optional.ofNullable(row.dayOrNull("day")),
                server.id()));
        var yesterday = LocalDate.now(clock.withZone(server.zone())).minusDays(1);
        if (first.isEmpty()) {
            throw Refused.because("run.no-services", server.name(), day);
        }
        if (day.isBefore(first.get()) || day.isAfter(yesterday)) {
            throw Refused.because("run.day", server.name(), day, first.get(), yesterday);
        }
    }

    private String holder(long serverId) {
        return db.find("select holder from lease where name = ?", row -> row.text("holder"), "server/" + serverId)
                .orElse("");
    }
}
