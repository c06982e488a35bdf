package org.vimeter.dailyrun;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vimeter.db.Session;
import org.vimeter.usage.State;

/** Counts what is known of a day, from the stored rows: the same for an undisturbed run and for one that was continued. */
final class Tally {
    private final Map<String, Long> slots = new HashMap<>();

    void add(Session session, LocalDate day, List<BilledService> chunk) throws SQLException {
        session.each(
                """
                select l.letter, sum(length(states) - length(replace(states, l.letter, ''))) as slots
                    from usage_day u, (values ('R'), ('Z'), ('M'), ('C')) as l (letter)
                    where u.day = ? and u.service_id = any(?) group by l.letter
                """,
                row -> slots.merge(row.text("letter"), row.number("slots"), Long::sum),
                day,
                session.array("bigint", chunk.stream().map(BilledService::id).toList()));
    }

    void write(Session session, long runId) throws SQLException {
        session.update(
                "update run set expected = ?, received = ?, zero = ?, missing = ?, corrected = ? where id = ?",
                slots.values().stream().mapToLong(Long::longValue).sum(),
                of(State.RECEIVED),
                of(State.ZERO),
                of(State.MISSING),
                of(State.CORRECTED),
                runId);
    }

    private long of(State state) {
        return slots.getOrDefault(String.valueOf(state.letter()), 0L);
    }
}
