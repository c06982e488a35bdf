package org.vimeter.dailyrun;

import static java.util.stream.Collectors.toMap;

import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.vimeter.dailyrun.RunReport.Status;
import org.vimeter.db.Db;
import org.vimeter.db.Session;
import org.vimeter.enforcement.Limits;
import org.vimeter.money.Money;
import org.vimeter.problem.Problem;

/** The steps of one run. Each walks the services in chunks, and each chunk is one transaction that the fence guards. */
final class RunSteps {
    private final Db db;
    private final Clock clock;
    private final RunContext run;
    private final Billing billing;

    RunSteps(Db db, Clock clock, RunContext run) {
        this.db = db;
        this.clock = clock;
        this.run = run;
        this.billing = new Billing(run.catalog(), run.day());
    }

    private interface Chunk {
        void process(List<BilledService> services);
    }

    /** Stores the usage of every service. */
    void collect(Collector collector) {
        var store = new StoreChunk(run, clock);
        walk(services -> {
            var collected = collector.collect(services);
            db.change(session -> {
                run.fence().check(session);
                store.store(session, collected, collector.hasList());
            });
        });
    }

    /** What posting would do, and the report's counts. */
    Forecast.Totals forecast() {
        var tally = new Tally();
        var forecast = new Forecast(run.day(), run.today());
        walk(services -> db.change(session -> look(session, services, tally, forecast)));
        db.change(session -> {
            run.fence().check(session);
            tally.write(session, run.runId());
        });
        return forecast.totals();
    }

    /** As {@link #collect} and {@link #forecast} together, and everything but the report is rolled back. */
    Forecast.Totals rehearse(Collector collector) {
        var store = new StoreChunk(run, clock);
        var tally = new Tally();
        var forecast = new Forecast(run.day(), run.today());
        walk(services -> {
            var collected = collector.collect(services);
            db.rehearse(session -> {
                store.store(session, collected, collector.hasList());
                look(session, services, tally, forecast);
                return true;
            });
            long refused =
                    collected.stream().mapToLong(one -> one.refusals().size()).sum();
            db.update(
                    "update run set progress = progress + ?, refused = refused + ? where id = ?",
                    services.size(),
                    refused,
                    run.runId());
        });
        db.change(session -> tally.write(session, run.runId()));
        return forecast.totals();
    }

    private void look(Session session, List<BilledService> services, Tally tally, Forecast forecast)
            throws SQLException {
        tally.add(session, run.day(), services);
        forecast.add(services, billing.propose(session, services));
    }

    /** Books charges and suspends at limits. A chunk that was posted before is found to owe nothing. */
    void post() {
        walk(services -> db.change(session -> {
            run.fence().check(session);
            var proposals = billing.propose(session, services);
            billing.post(session, run.runId(), clock.instant(), run.order().actor(), proposals);
            Limits.suspend(session, finding(), billing.breaches(run.today(), proposals));
        }));
    }

    /** Suspends who has no funds left and closes the run with the figures of what it wrote. */
    void finish(Forecast.Totals forecast, Optional<Problem> problem) {
        db.change(session -> {
            run.fence().check(session);
            Limits.suspendWithoutFunds(session, finding(), run.server().id());
            session.update("""
                    insert into run_money select c.run_id, e.currency, sum(c.amount)
                        from charge c join ledger_entry e on e.id = c.entry_id where c.run_id = ? group by 1, 2
                        on conflict (run_id, currency) do update set debited = excluded.debited
                    """, run.runId());
            session.update("""
                    update run set services = ?, limits_past = ?,
                            charges = (select count(*) from charge where run_id = run.id),
                            suspended = (select count(distinct service_id) from suspension where run_id = run.id)
                        where id = ?
                    """, forecast.services(), forecast.limitsPast(), run.runId());
            end(session, Status.DONE, problem);
        });
    }

    /** Closes a run that posted nothing, with the figures of what it would have written. */
    void close(Status status, Forecast.Totals forecast, Optional<Problem> problem) {
        db.change(session -> {
            run.fence().check(session);
            for (var debit : forecast.debits().values()) {
                session.update(
                        "insert into run_money values (?, ?, ?) on conflict (run_id, currency) do update set debited = excluded.debited",
                        run.runId(),
                        debit.currency(),
                        debit.amount());
            }
            session.update(
                    "update run set services = ?, limits_past = ?, charges = ?, suspended = ? where id = ?",
                    forecast.services(),
                    forecast.limitsPast(),
                    forecast.charges(),
                    forecast.suspensions(),
                    run.runId());
            end(session, status, problem);
        });
    }

    private void end(Session session, Status status, Optional<Problem> problem) throws SQLException {
        session.update(
                "update run set status = ?, phase = 'END', finished_at = ?, problem = ? where id = ?",
                status,
                clock.instant(),
                problem.map(Problem::stored).orElse(null),
                run.runId());
    }

    /** What staff approved when they let this day pass: the figures that it was last held with. */
    Brakes.Approved approved() {
        if (run.order().approval() == null) {
            return new Brakes.Approved(Map.of(), 0);
        }
        return db.transaction(session -> session.find(
                        "select id, suspended from run where server_id = ? and day = ? and status = 'HELD' order by id desc limit 1",
                        row -> new Brakes.Approved(
                                Runs.money(session, row.number("id")).stream()
                                        .collect(toMap(Money::currency, Function.identity())),
                                row.number("suspended")),
                        run.server().id(),
                        run.day())
                .orElseThrow());
    }

    private Limits.Finding finding() {
        return new Limits.Finding(
                run.runId(), run.day(), clock.instant(), run.order().actor());
    }

    private void walk(Chunk chunk) {
        var position = BilledService.Position.START;
        while (true) {
            var from = position;
            var services = db.transaction(
                    session -> BilledService.next(session, run.server().id(), run.day(), from, run.chunk()));
            if (services.isEmpty()) {
                return;
            }
            chunk.process(services);
            position = BilledService.Position.after(services.get(services.size() - 1));
        }
    }
}
