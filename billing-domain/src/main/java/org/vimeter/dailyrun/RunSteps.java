package org.vimeter.dailyrun;

import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.vimeter.dailyrun.Collector.Collected;
import org.vimeter.dailyrun.RunReport.Status;
import org.vimeter.db.Db;
import org.vimeter.db.Session;
import org.vimeter.enforcement.Limits;
import org.vimeter.problem.Problem;
import org.vimeter.usage.PushedUsage;
import org.vimeter.usage.UsageDays;

/** The steps of one run. Each walks the services in chunks, and each chunk is one transaction that the fence guards. */
final class RunSteps {
    private final Db db;
    private final Clock clock;
    private final RunContext run;
    private final Billing billing;
    private final StoreChunk store;
    private final Runs runs;

    RunSteps(Db db, Clock clock, RunContext run) {
        this.db = db;
        this.clock = clock;
        this.run = run;
        this.billing = new Billing(run.catalog(), run.day());
        this.store = new StoreChunk(run, clock);
        this.runs = new Runs(db, clock);
    }

    private interface Keep {
        void in(Session session, List<Billing.Proposal> proposals) throws SQLException;
    }

    /** Stores the usage of every service, keeps what it owes, and adds up what posting would do. */
    Forecast.Totals collect(Collector collector) {
        run.fence().change(db, session -> Proposals.clear(session, run.server().id()));
        return walk(collector, (session, proposals) -> {
            run.fence().check(session);
            new Proposals(run).keep(session, proposals);
        });
    }

    /** As {@link #collect}, and everything but the report is rolled back. */
    Forecast.Totals rehearse(Collector collector) {
        return walk(collector, null);
    }

    /** Books charges and suspends at limits, chunk by chunk. */
    void post() {
        var proposals = new Proposals(run);
        boolean more = true;
        while (more) {
            more = run.fence().transaction(db, session -> proposals.post(session, clock.instant()));
        }
    }

    /** Suspends who has no funds left and closes the run with the figures of what it wrote. */
    void finish(Forecast.Totals forecast, Optional<Problem> problem, Brakes brakes) {
        run.fence().change(db, session -> {
            Limits.suspendWithoutFunds(session, finding(), run.server().id());
            session.update("""
                    insert into run_money select c.run_id, e.currency, sum(c.amount)
                        from charge c join ledger_entry e on e.id = c.entry_id where c.run_id = ? group by 1, 2
                        on conflict (run_id, currency) do update set debited = excluded.debited
                    """, run.runId());
            session.update("""
                    update run set services = ?, limits_past = ?,
                            charges = (select count(*) from charge where run_id = run.id),
                            suspended = (select count(distinct service_id) from suspension where run_id = run.id),
                            incomplete = missing * 100 > expected * ?
                        where id = ?
                    """, forecast.services(), forecast.limitsPast(), brakes.missingPercent(), run.runId());
            runs.end(session, run.runId(), Status.DONE, problem.orElse(null));
            run.fence().release(session);
        });
    }

    /** Closes a run that posted nothing, with the figures of what it would have written. */
    void close(Status status, Forecast.Totals forecast, Optional<Problem> problem) {
        run.fence().change(db, session -> {
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
            session.update("delete from proposal where run_id = ?", run.runId());
            runs.end(session, run.runId(), status, problem.orElse(null));
            run.fence().release(session);
        });
    }

    /** What goes beyond a brake. */
    List<Excess> excesses(Brakes brakes, Forecast.Totals forecast) {
        return db.transaction(session -> {
            long falls = session.one("select falls from run where id = ?", row -> row.number("falls"), run.runId());
            return brakes.excesses(
                    session, new Brakes.Looked(run.runId(), run.server().id(), run.day(), forecast, falls));
        });
    }

    /** The first that was not seen by whoever let this day pass: the figures of the held run, and no others. */
    Optional<Excess> unseen(List<Excess> excesses) {
        var seen = db.transaction(session -> Excess.ofApproved(session, run.runId()));
        return Excess.unseen(excesses, seen).stream().findFirst();
    }

    /** Closes the run without posting; what is beyond the brakes stays with it, for the person who looks at it. */
    void hold(Forecast.Totals forecast, List<Excess> excesses, Problem problem) {
        run.fence().change(db, session -> Excess.keep(session, run.runId(), excesses));
        close(Status.HELD, forecast, Optional.of(problem));
    }

    /** Services that would stop for lack of funds once the proposals are posted, on every server of their accounts. */
    long withoutFunds() {
        return db.transaction(
                session -> Limits.withoutFunds(session, finding(), run.server().id()));
    }

    private Limits.Finding finding() {
        return new Limits.Finding(
                run.runId(), run.day(), clock.instant(), run.order().actor());
    }

    /** @param keep what to do with proposals in the chunk's transaction; null for a transaction that is rolled back */
    private Forecast.Totals walk(Collector collector, @Nullable Keep keep) {
        var tally = new Tally();
        var forecast = new Forecast(run.today());
        var batch = readAhead(collector, BilledService.Position.START);
        for (var read = await(batch); !read.services().isEmpty(); read = await(batch)) {
            // While this chunk is stored, the next is read from the server.
            batch = readAhead(collector, read.end());
            process(read, collector, keep, tally, forecast);
        }
        run.fence().change(db, session -> tally.write(session, run.runId()));
        return forecast.totals();
    }

    private void process(Batch batch, Collector collector, @Nullable Keep keep, Tally tally, Forecast forecast) {
        var services = batch.services();
        var collected = batch.collected();
        Db.Work<Boolean> work = session -> {
            var standing = store.store(session, collected, collector.hasList());
            var proposals = billing.propose(session, services, standing);
            if (keep != null) {
                keep.in(session, proposals);
                store.progress(session, collected, standing.falls());
            }
            tally.add(standing.days());
            forecast.add(services, proposals);
            return true;
        };
        if (keep == null) {
            db.rehearse(work);
            db.change(session -> store.progress(session, collected, 0));
        } else {
            db.transaction(work);
        }
    }

    /**
     * What is known of a chunk of services before the server is asked.
     *
     * @param cpus how many processors the VMs had on the day, by service, as an earlier reading knew it
     * @param pushed what was delivered for the day, which stands in for what the server says
     */
    record Read(List<BilledService> services, Map<Long, Integer> cpus, PushedUsage pushed) {
        static Read of(Session session, RunContext run, BilledService.Position position) throws SQLException {
            var services = BilledService.next(session, run.server().id(), run.day(), position, run.chunk());
            var ids = services.stream().map(BilledService::id).toList();
            return new Read(services, UsageDays.cpus(session, run.day(), ids), PushedUsage.of(session, run.day(), ids));
        }
    }

    private record Batch(List<BilledService> services, List<Collected> collected) {
        BilledService.Position end() {
            return BilledService.Position.after(services.get(services.size() - 1));
        }
    }

    private static Batch await(CompletableFuture<Batch> batch) {
        try {
            return batch.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The run was interrupted; the next one continues it", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private CompletableFuture<Batch> readAhead(Collector collector, BilledService.Position position) {
        return CompletableFuture.supplyAsync(
                () -> {
                    var read = db.transaction(session -> Read.of(session, run, position));
                    return new Batch(read.services(), collector.collect(read));
                },
                collector.reader());
    }
}
