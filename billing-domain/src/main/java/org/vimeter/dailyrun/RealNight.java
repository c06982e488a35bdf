package org.vimeter.dailyrun;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.vimeter.dailyrun.RunReport.Status;
import org.vimeter.db.Db;
import org.vimeter.db.Session;
import org.vimeter.enforcement.Limits;
import org.vimeter.enforcement.Reconciler;
import org.vimeter.lease.Lease;
import org.vimeter.problem.Problem;

/** A night that bills. */
final class RealNight extends Night {
    private static final Logger LOG = Logger.getLogger(RealNight.class.getName());

    private final Lease lease;
    private final Brakes brakes;
    private final Reconciler reconciler;
    private final Proposals proposals;

    RealNight(Db db, Clock clock, RunContext run, Collector collector, Guard guard) {
        super(db, clock, run, collector);
        this.lease = guard.lease();
        this.brakes = guard.brakes();
        this.reconciler = guard.reconciler();
        this.proposals = new Proposals(run);
    }

    /** @param lease of the server, which the run works alone */
    record Guard(Lease lease, Brakes brakes, Reconciler reconciler) {}

    @Override
    void begin() {
        run.fence().change(db, session -> Proposals.clear(session, run.server().id()));
    }

    @Override
    ChunkRated keep(Chunk chunk) {
        return db.transaction(session -> {
            var rated = storeAndRate(session, chunk);
            run.fence().check(session);
            proposals.keep(session, rated.proposals());
            store.progress(session, chunk, rated.stored().falls());
            return rated;
        });
    }

    @Override
    Optional<Held> held(Forecast.Totals totals) {
        long withoutFunds = db.transaction(
                session -> Limits.withoutFunds(session, finding(), run.server().id()));
        var all = totals.atLeast(withoutFunds);
        var waitsFor = waitsFor();
        return db.transaction(session -> held(session, all, waitsFor));
    }

    private Optional<Held> held(Session session, Forecast.Totals totals, Optional<LocalDate> waitsFor)
            throws SQLException {
        long falls = session.one("select falls from run where id = ?", row -> row.number("falls"), run.runId());
        var looked = new Brakes.Looked(run.runId(), run.server().id(), run.day(), totals, falls);
        var excesses = brakes.excesses(session, looked);
        if (waitsFor.isPresent()) {
            var behind = Problem.of("brake.behind", run.server().name(), waitsFor.get());
            return Optional.of(new Held(behind, waitsFor.get(), totals, excesses));
        }
        var unseen = Excess.unseen(excesses, Excess.ofApproved(session, run.runId()));
        return unseen.stream().findFirst().map(first -> new Held(first.problem(), null, totals, excesses));
    }

    /** Days that follow a held one wait for it. */
    private Optional<LocalDate> waitsFor() {
        return db.find(
                "select day from newest_run where server_id = ? and day < ? and status = 'HELD' order by day limit 1",
                row -> row.day("day"),
                run.server().id(),
                run.day());
    }

    @Override
    void hold(Held held) {
        run.fence().change(db, session -> Excess.keep(session, run.runId(), held.excesses()));
        close(Status.HELD, held.forecast(), held.problem(), held.waitsFor());
    }

    @Override
    void post() {
        long after = 0;
        for (long last : db.transaction(proposals::ends)) {
            long first = after;
            run.fence().change(db, session -> proposals.post(session, clock.instant(), first, last));
            after = last;
        }
        run.fence().change(db, this::finish);
    }

    /** Suspends who has no funds left and closes the run with the figures of what it wrote. */
    private void finish(Session session) throws SQLException {
        Limits.suspendWithoutFunds(session, finding(), run.server().id());
        session.update("""
                insert into run_money select c.run_id, e.currency, sum(c.amount)
                    from charges c join ledger_entries e on e.id = c.entry_id where c.run_id = ? group by 1, 2
                    on conflict (run_id, currency) do update set debited = excluded.debited
                """, run.runId());
        session.update("""
                update run set services = ?, limits_past = ?,
                        charges = (select count(*) from charges where run_id = run.id),
                        suspended = (select count(distinct service_id) from suspensions where run_id = run.id),
                        incomplete = missing * 100 > expected * ?
                    where id = ?
                """, totals().services(), totals().limitsPast(), brakes.missingPercent(), run.runId());
        runs.end(session, run.runId(), Status.DONE, collector.serverProblem().orElse(null));
        run.fence().release(session);
    }

    /** What was suspended stops at once; what fails here is tried again each minute, and the run is done all the same. */
    @Override
    void enforce() {
        try {
            lease.close();
            reconciler.reconcile(run.server().id());
        } catch (RuntimeException e) {
            LOG.log(
                    Level.SEVERE,
                    "VMs of server " + run.server().name() + " were not stopped or started; it is tried again",
                    e);
        }
    }

    private Limits.Finding finding() {
        return new Limits.Finding(
                run.runId(), run.day(), clock.instant(), run.order().actor());
    }
}
