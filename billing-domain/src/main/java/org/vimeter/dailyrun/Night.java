package org.vimeter.dailyrun;

import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.vimeter.dailyrun.Collector.Collected;
import org.vimeter.dailyrun.RunReport.Status;
import org.vimeter.db.Db;
import org.vimeter.db.Session;
import org.vimeter.enforcement.Limits;
import org.vimeter.problem.Problem;
import org.vimeter.usage.DeliveredUsage;
import org.vimeter.usage.UsageDays;
import org.vimeter.usage.UsageStore;

/**
 * What a run does, in the order of {@link DailyRun}: for real, or as a rehearsal. Each step walks the services in chunks, and
 * each chunk is one transaction that the fence guards.
 */
abstract class Night {
    final Db db;
    final Clock clock;
    final RunContext run;
    final Runs runs;
    final StoreChunk store;
    final Collector collector;

    private final Billing billing;

    Night(Db db, Clock clock, RunContext run, Collector collector) {
        this.db = db;
        this.clock = clock;
        this.run = run;
        this.collector = collector;
        this.billing = new Billing(run.catalog(), run.day());
        this.store = new StoreChunk(run, clock);
        this.runs = new Runs(db, clock);
    }

    /**
     * Why a night is held.
     *
     * @param forecast with all that posting would do, on other servers too
     * @param excesses all brakes that it goes beyond
     */
    record Held(Problem problem, Forecast.Totals forecast, List<Excess> excesses) {}

    /**
     * What a chunk stored, and what it owes.
     *
     * @param payers of all its services, by account
     */
    record Rated(UsageStore.StoredUsage stored, List<Billing.Proposal> proposals, Map<Long, AccountFunds> payers) {}

    /** Stores the usage of every service and rates it, and adds up what posting would do. */
    final Forecast.Totals collectAndRate() {
        begin();
        var tally = new Tally();
        var forecast = new Forecast(run.today());
        var ahead = readAhead(BilledService.Position.START);
        for (var chunk = await(ahead); !chunk.services().isEmpty(); chunk = await(ahead)) {
            // While this chunk is stored, the next is read from the server.
            ahead = readAhead(chunk.end());
            var rated = keep(chunk);
            tally.add(rated.stored().days());
            forecast.add(chunk.services(), rated);
        }
        run.fence().change(db, session -> tally.write(session, run.runId()));
        return forecast.totals();
    }

    /** Stores a chunk and rates it, in the transaction of whoever calls. */
    final Rated storeAndRate(Session session, Chunk chunk) throws SQLException {
        var stored = store.store(session, chunk.collected(), collector.hasList());
        var accounts =
                chunk.services().stream().map(one -> one.service().accountId().value());
        var payers = AccountFunds.of(session, accounts.distinct().toList());
        return new Rated(stored, billing.propose(session, chunk.services(), stored, payers), payers);
    }

    abstract void begin();

    /** One transaction, of which a rehearsal leaves nothing but how far it came. */
    abstract Rated keep(Chunk chunk);

    /** Why a person must look before anything is posted, if so. */
    abstract Optional<Held> held(Forecast.Totals forecast);

    /** Closes the run without posting; what is beyond the brakes stays with it, for the person who looks at it. */
    abstract void hold(Held held);

    /** Books what was rated, suspends at limits and for lack of funds, and closes the run. */
    abstract void post(Forecast.Totals forecast);

    /** Closes a run that posted nothing, with the figures of what it would have written. */
    final void close(Status status, Forecast.Totals forecast, Optional<Problem> problem) {
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

    final Limits.Finding finding() {
        return new Limits.Finding(
                run.runId(), run.day(), clock.instant(), run.order().actor());
    }

    /**
     * What is known of a chunk of services before the server is asked.
     *
     * @param cpus how many processors the VMs had on the day, by service, as an earlier reading knew it
     * @param delivered what was delivered for the day, which stands in for what the server says
     */
    record Read(List<BilledService> services, Map<Long, Integer> cpus, DeliveredUsage delivered) {
        static Read of(Session session, RunContext run, BilledService.Position position) throws SQLException {
            var services = BilledService.next(session, run.server().id(), run.day(), position, run.chunk());
            var ids = services.stream().map(BilledService::id).toList();
            return new Read(
                    services, UsageDays.cpus(session, run.day(), ids), DeliveredUsage.of(session, run.day(), ids));
        }
    }

    record Chunk(List<BilledService> services, List<Collected> collected) {
        BilledService.Position end() {
            return BilledService.Position.after(services.get(services.size() - 1));
        }
    }

    private static Chunk await(CompletableFuture<Chunk> chunk) {
        try {
            return chunk.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The run was interrupted; the next one continues it", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private CompletableFuture<Chunk> readAhead(BilledService.Position position) {
        return CompletableFuture.supplyAsync(
                () -> {
                    var read = db.transaction(session -> Read.of(session, run, position));
                    return new Chunk(read.services(), collector.collect(read));
                },
                collector.reader());
    }
}
