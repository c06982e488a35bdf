package org.vimeter.dailyrun;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.dailyrun.RunReport.Approval;
import org.vimeter.dailyrun.RunReport.Status;
import org.vimeter.db.Db;
import org.vimeter.db.Part;
import org.vimeter.db.Row;
import org.vimeter.db.Session;
import org.vimeter.lease.Fence;
import org.vimeter.money.Money;
import org.vimeter.problem.Problem;
import org.vimeter.problem.Refused;
import org.vimeter.usage.Refusals;
import org.vimeter.usage.Refusals.Refusal;

/** The board of runs. */
public final class Runs {
    private static final String APPROVE =
            "update run set approved_by = ?, approval_reason = ?, approves_id = ?::bigint where id = ?";
    private static final String OPEN = """
            insert into run (server_id, day, dry, status, started_by, started_at, falls)
                values (?, ?, ?, 'RUNNING', ?, ?, coalesce((select falls from newest_run
                    where server_id = ? and day = ? and status in ('FAILED', 'HELD')), 0)) returning id
            """;

    private static final String ALL =
            "select r.*, s.name as server_name from run r join servers s on s.id = r.server_id";

    /** Of each day the newest real one. */
    private static final String NEWEST =
            "select r.*, s.name as server_name from newest_run r join servers s on s.id = r.server_id";

    private final Db db;
    private final Clock clock;

    public Runs(Db db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    public List<RunReport> recent(int size) {
        return db.transaction(session ->
                session.list(ALL + " order by r.day desc, r.id desc limit ?", row -> report(session, row), size));
    }

    /** Finished nights that miss more than they may, and were not healed since. */
    public List<RunReport> incomplete(int size) {
        return db.transaction(session -> session.list(
                NEWEST + " where r.incomplete order by r.day desc, r.id desc limit ?",
                row -> report(session, row),
                size));
    }

    /** Runs that wait for a person. */
    public List<RunReport> held(int size) {
        return db.transaction(session -> session.list(
                NEWEST + " where r.status = 'HELD' and r.waits_for is null order by r.day, r.id limit ?",
                row -> report(session, row),
                size));
    }

    public List<RunReport> ofServer(long serverId, int size) {
        return db.transaction(session -> session.list(
                ALL + " where r.server_id = ? order by r.day desc, r.id desc limit ?",
                row -> report(session, row),
                serverId,
                size));
    }

    /**
     * The latest begun first, before a given one.
     *
     * @param serverId null for all servers
     */
    public Part<RunReport> before(@Nullable Long serverId, long before, int limit) {
        return db.transaction(session -> Part.of(
                session.list(ALL + """
                         where r.id < ? and (?::bigint is null or r.server_id = ?::bigint) order by r.id desc limit ?
                        """, row -> report(session, row), before, serverId, serverId, limit + 1), limit));
    }

    public RunReport report(long runId) {
        return db.transaction(session -> session.find(ALL + " where r.id = ?", row -> report(session, row), runId))
                .orElseThrow(() -> Refused.unknown("run.unknown", runId));
    }

    /** The approval of a held run, if it is the newest of its day and held by its own figures. */
    public RunOrder approve(long heldRun, String actor, String reason) {
        var held = report(heldRun);
        if (reason.isBlank() || !isNewest(held) || !held.awaitsApproval()) {
            throw Refused.because("approval.unclear", heldRun);
        }
        return new RunOrder(actor, false, new Approval(actor, reason.strip(), heldRun));
    }

    private boolean isNewest(RunReport held) {
        return db.find("select 1 from newest_run where id = ?", row -> true, held.id())
                .isPresent();
    }

    /** What a held run would do beyond the brakes, the largest of each kind first. */
    public List<Excess> excesses(long runId, int most) {
        return db.transaction(session -> Excess.ofRun(session, runId, most));
    }

    /** What the server said in a run and was not taken. */
    public List<Refusal> refusals(long runId, int size) {
        return db.transaction(session -> Refusals.ofRun(session, runId, size));
    }

    /** Opens a run, or finds the one that was killed on this day to continue it. */
    long begin(long serverId, LocalDate day, RunOrder order, Fence fence) {
        return fence.transaction(db, session -> {
            var interrupted = order.dry() ? Optional.<Long>empty() : unfinished(session, serverId, day);
            long runId =
                    interrupted.isPresent() ? resumed(session, interrupted.get()) : open(session, serverId, day, order);
            var approval = order.approval();
            if (approval != null) {
                session.update(APPROVE, approval.by(), approval.reason(), approval.heldRun(), runId);
            }
            return runId;
        });
    }

    private static long resumed(Session session, long runId) throws SQLException {
        session.update("update run set progress = 0, refused = 0 where id = ?", runId);
        return runId;
    }

    /** What fell in a run of this day that did not end well is not forgotten. */
    private long open(Session session, long serverId, LocalDate day, RunOrder order) throws SQLException {
        return session.one(
                OPEN,
                row -> row.number("id"),
                serverId,
                day,
                order.dry(),
                order.actor(),
                clock.instant(),
                serverId,
                day);
    }

    private static Optional<Long> unfinished(Session session, long serverId, LocalDate day) throws SQLException {
        return session.find(
                "select id from run where server_id = ? and day = ? and status = 'RUNNING' and not dry",
                row -> row.number("id"),
                serverId,
                day);
    }

    void end(Session session, long runId, Status status, @Nullable Problem problem) throws SQLException {
        session.update(
                "update run set status = ?, finished_at = ?, problem = ? where id = ?",
                status,
                clock.instant(),
                problem == null ? null : problem.stored(),
                runId);
    }

    static RunReport report(Session session, Row row) throws SQLException {
        var problem = row.textOrNull("problem");
        return new RunReport(
                row.number("id"),
                row.number("server_id"),
                row.text("server_name"),
                row.day("day"),
                row.flag("dry"),
                row.constant("status", Status.class),
                row.flag("incomplete"),
                row.dayOrNull("waits_for"),
                row.text("started_by"),
                row.instant("started_at"),
                row.instantOrNull("finished_at"),
                row.number("progress"),
                counts(row),
                money(session, row.number("id")),
                approval(row),
                problem == null ? null : Problem.parse(problem));
    }

    static List<Money> money(Session session, long runId) throws SQLException {
        return session.list(
                "select * from run_money where run_id = ? order by currency",
                row -> row.money("debited", "currency"),
                runId);
    }

    private static RunCounts counts(Row row) throws SQLException {
        return new RunCounts(
                row.number("services"),
                row.number("expected"),
                row.number("received"),
                row.number("zero"),
                row.number("missing"),
                row.number("corrected"),
                row.number("refused"),
                row.number("charges"),
                row.number("suspended"),
                row.number("limits_past"));
    }

    private static @Nullable Approval approval(Row row) throws SQLException {
        var by = row.textOrNull("approved_by");
        return by == null ? null : new Approval(by, row.text("approval_reason"), row.number("approves_id"));
    }
}
