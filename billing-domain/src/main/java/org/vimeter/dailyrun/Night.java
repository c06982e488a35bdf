package org.vimeter.dailyrun;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.vimeter.dailyrun.RunReport.Status;
import org.vimeter.db.Db;
import org.vimeter.db.Session;
import org.vimeter.discovery.Twins;
import org.vimeter.problem.Problem;
import org.vimeter.usage.DeliveredUsage;
import org.vimeter.usage.UsageDays;
import org.vimeter.usage.UsageStore.StoredUsage;

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
    private final Forecast forecast;
    private final Tally tally = new Tally();

    private @Nullable CompletableFuture<Chunk> ahead;

    Night(Db db, Clock clock, RunContext run, Collector collector) {
        this.db = db;
        this.clock = clock;
        this.run = run;
        this.collector = collector;
        this.billing = new Billing(run.published(), run.day());
        this.store = new StoreChunk(run, clock);
        this.runs = new Runs(db, clock);
        this.forecast = new Forecast(run.today());
    }

    /**
     * Why a night is held.
     *
     * @param waitsFor the earlier day that is held; null when this one is held by its own figures
     * @param forecast with all that posting would do, on other servers too
     * @param excesses all brakes that it goes beyond
     */
    record Held(Problem problem, @Nullable LocalDate waitsFor, Forecast.Totals forecast, List<Excess> excesses) {}

    /** What a chunk stored, and what it owes; payers of all its services by account. */
    record ChunkRated(StoredUsage stored, List<Proposal> proposals, Map<Long, AccountFunds> payers) {}

    /** Asks the server what it has. */
    final void open() {
        collector.open();
        collector
                .list()
                .ifPresent(vms ->
                        db.change(session -> Twins.notice(session, run.server().id(), vms, clock.instant())));
        begin();
    }

    /** The next services with what the server said of them; none when all are through. */
    final Chunk collect() {
        var chunk = await(ahead == null ? readAhead(BilledService.Position.START) : ahead);
        if (!chunk.isEmpty()) {
            // While this chunk is stored, the next is read from the server.
            ahead = readAhead(chunk.end());
        }
        return chunk;
    }

    /** Stores the usage of a chunk and rates it, and adds up what posting would do. */
    final void rate(Chunk chunk) {
        var rated = keep(chunk);
        tally.add(rated.stored().days());
        forecast.add(chunk.services(), rated.proposals(), rated.payers());
    }

    /** Why a person must look before anything is posted, if so; asked when all is rated. */
    final Optional<Held> held() {
        run.fence().change(db, session -> tally.write(session, run.runId()));
        return held(totals());
    }

    /** What posting would do, when all is rated. */
    final Forecast.Totals totals() {
        return forecast.totals();
    }

    /** Stores a chunk and rates it, in the transaction of whoever calls. */
    final ChunkRated storeAndRate(Session session, Chunk chunk) throws SQLException {
        var stored = store.store(session, chunk, collector.list());
        var accounts =
                chunk.services().stream().map(one -> one.service().accountId().value());
        var payers = AccountFunds.of(session, accounts.distinct().toList());
        return new ChunkRated(stored, billing.propose(session, chunk.services(), stored, payers), payers);
    }

    abstract void begin();

    /** One transaction, of which a rehearsal leaves nothing but how far it came. */
    abstract ChunkRated keep(Chunk chunk);

    abstract Optional<Held> held(Forecast.Totals totals);

    /** Closes the run without posting; what is beyond the brakes stays with it, for the person who looks at it. */
    abstract void hold(Held held);

    /** Books what was rated, suspends at limits and for lack of funds, and closes the run. */
    abstract void post();

    /** Lets go of the server, and has the VMs stopped and started that should be. */
    abstract void enforce();

    /** Closes a run that posted nothing, with the figures of what it would have written. */
    final void close(Status status, Forecast.Totals totals, @Nullable Problem problem, @Nullable LocalDate waitsFor) {
        run.fence().change(db, session -> {
            for (var debit : totals.debits().values()) {
                session.update(
                        "insert into run_money values (?, ?, ?) on conflict (run_id, currency) do update set debited = excluded.debited",
                        run.runId(),
                        debit.currency(),
                        debit.amount());
            }
            session.update(
                    "update run set services = ?, limits_past = ?, charges = ?, suspended = ?, waits_for = ?::date where id = ?",
                    totals.services(),
                    totals.limitsPast(),
                    totals.charges(),
                    totals.suspensions(),
                    waitsFor,
                    run.runId());
            session.update("delete from proposal where run_id = ?", run.runId());
            runs.end(session, run.runId(), status, problem);
            run.fence().release(session);
        });
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

    private CompletableFuture<Chunk> readAhead(BilledService.Position position) {
        return CompletableFuture.supplyAsync(
                () -> collector.collect(db.transaction(session -> Read.of(session, run, position))),
                collector.reader());
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
}
