package org.vimeter.dailyrun;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.vimeter.db.Session;
import org.vimeter.usage.DayUsage;
import org.vimeter.usage.State;

/** Counts what is known of a day after it was stored, meter by meter. */
final class Tally {
    private final Map<State, Long> slots = new EnumMap<>(State.class);

    void add(List<DayUsage> days) {
        for (var day : days) {
            day.eachState().forEach(state -> slots.merge(state, 1L, Long::sum));
        }
    }

    void write(Session session, long runId) throws SQLException {
        long all = slots.values().stream().mapToLong(Long::longValue).sum();
        session.update(
                "update run set expected = ?, received = ?, zero = ?, missing = ?, corrected = ? where id = ?",
                all - of(State.UNEXPECTED),
                of(State.RECEIVED),
                of(State.ZERO),
                of(State.MISSING),
                of(State.CORRECTED),
                runId);
    }

    private long of(State state) {
        return slots.getOrDefault(state, 0L);
    }
}
