package org.vimeter.dailyrun;

import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import org.vimeter.dailyrun.RunReport.Status;
import org.vimeter.db.Db;
import org.vimeter.db.Session;
import org.vimeter.enforcement.Limits;
import org.vimeter.problem.Problem;

/** A night that bills. */
final class RealNight extends Night {
    private final Brakes brakes;
    private final Proposals proposals;

    RealNight(Db db, Clock clock, RunContext run, Collector collector, Brakes brakes) {
        super(db, clock, run, collector);
        this.brakes = brakes;
        this.proposals = new Proposals(run);
    }

    @Override
    void begin() {
        run.fence().change(db, session -> Proposals.clear(session, run.server().id()));
    }

    @Override
    Rated keep(Chunk chunk) {
        return db.transaction(session -> {
            var rated = storeAndRate(session, chunk);
            run.fence().check(session);
            proposals.keep(session, rated.proposals());
            store.progress(session, chunk.collected(), rated.stored().falls());
            return rated;
        });
    }

    @Override
    Optional<Held> held(Forecast.Totals rated) {
        long withoutFunds = db.transaction(
                session -> Limits.withoutFunds(session, finding(), run.server().id()));
        var forecast = rated.atLeast(withoutFunds);
        var behind = behind();
        return db.transaction(session -> held(session, forecast, behind));
    }

    private Optional<Held> held(Session session, Forecast.Totals forecast, Optional<Problem> behind)
            throws SQLException {
        long falls = session.one("select falls from run where id = ?", row -> row.number("falls"), run.runId());
        var looked = new Brakes.Looked(run.runId(), run.server().id(), run.day(), forecast, falls);
        var excesses = brakes.excesses(session, looked);
        var unseen = Excess.unseen(excesses, Excess.ofApproved(session, run.runId()));
        return behind.or(() -> unseen.stream().findFirst().map(Excess::problem))
                .map(problem -> new Held(problem, forecast, excesses));
    }

    /** Days that follow a held one wait for it. */
    private Optional<Problem> behind() {
        return db.find("""
                        select day from (select distinct on (day) day, status from run
                            where server_id = ? and day < ? and not dry order by day, id desc) last
                            where status = 'HELD' order by day limit 1
                        """, row -> row.day("day"), run.server().id(), run.day())
                .map(day -> Problem.of(Runs.BEHIND, run.server().name(), day));
    }

    @Override
    void hold(Held held) {
        run.fence().change(db, session -> Excess.keep(session, run.runId(), held.excesses()));
        close(Status.HELD, held.forecast(), Optional.of(held.problem()));
    }

    @Override
    void post(Forecast.Totals forecast) {
        for (var last = OptionalLong.of(0); last.isPresent(); ) {
            long after = last.getAsLong();
            last = run.fence().transaction(db, session -> proposals.post(session, clock.instant(), after));
        }
        finish(forecast, collector.serverProblem());
    }

    /** Suspends who has no funds left and closes the run with the figures of what it wrote. */
    private void finish(Forecast.Totals forecast, Optional<Problem> problem) {
        run.fence().change(db, session -> {
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
                    """, forecast.services(), forecast.limitsPast(), brakes.missingPercent(), run.runId());
            runs.end(session, run.runId(), Status.DONE, problem.orElse(null));
            run.fence().release(session);
        });
    }
}
