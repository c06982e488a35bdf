package org.vimeter.usage;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Row;
import org.vimeter.db.Rows;
import org.vimeter.db.Session;
import org.vimeter.problem.Problem;

/** The journal of what was read or delivered and not taken. */
public final class Refusals {
    private static final String WRITE = """
            insert into usage_refusal (run_id, server_id, day, service_id, vm, meter, raw, problem, event, at)
                select f.*, n.service_id, n.vm, n.meter, n.raw, n.problem, encode(sha256(convert_to(n.event, 'UTF8')), 'hex'), ?
                    from (select ?::bigint, ?::bigint, ?::date) f, @rows
                    order by n.place
                on conflict (event) do nothing
            """;

    /** The journal keeps what a person can read, not a megabyte of digits. */
    private static final int LONGEST = 1000;

    private Refusals() {}

    /**
     * @param serviceId null when it is not known
     * @param event what tells a delivered event from others, so that the same one is journalled once; null for what was read
     */
    public record Refusal(
            @Nullable Long serviceId,
            String vm,
            @Nullable String meter,
            @Nullable String raw,
            Problem problem,
            @Nullable String event) {
        private String shortened() {
            var text = raw == null ? "" : raw.replace("\0", ""); // PostgreSQL text holds no NUL
            return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        }
    }

    /** What a run was told of its server and day. */
    public static void journalRead(
            Session session, long runId, long serverId, LocalDate day, List<Refusal> refusals, Instant at)
            throws SQLException {
        if (!refusals.isEmpty()) {
            session.update(WRITE, at, runId, serverId, day, rows(refusals));
        }
    }

    public static void journalDelivered(Session session, List<Refusal> refusals, Instant at) throws SQLException {
        if (!refusals.isEmpty()) {
            session.update(WRITE, at, null, null, null, rows(refusals));
        }
    }

    private static Rows<Refusal> rows(List<Refusal> refusals) {
        return Rows.of(refusals)
                .number("service_id", Refusal::serviceId)
                .text("vm", Refusal::vm)
                .text("meter", Refusal::meter)
                .text("raw", Refusal::shortened)
                .text("problem", one -> one.problem().stored())
                .text("event", Refusal::event)
                .numbered("place");
    }

    public static List<Refusal> ofRun(Session session, long runId, int most) throws SQLException {
        return session.list(
                "select * from usage_refusal where run_id = ? order by id limit ?", Refusals::refusal, runId, most);
    }

    private static Refusal refusal(Row row) throws SQLException {
        return new Refusal(
                row.numberOrNull("service_id"),
                row.text("vm"),
                row.textOrNull("meter"),
                row.textOrNull("raw"),
                Problem.parse(row.text("problem")),
                row.textOrNull("event"));
    }
}
