package org.vimeter.usage;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vimeter.catalog.MeterQuantities;
import org.vimeter.db.Rows;
import org.vimeter.db.Session;

/**
 * Writes usage in sets. The caller holds the lease of the services' server, so nobody else writes the same rows; the
 * primary keys guard it all the same.
 */
public final class UsageStore {
    private static final String STORED = """
            select u.* from unnest(?::bigint[]) as n (id)
                cross join lateral (select * from usage_day where day = ? and service_id = n.id limit 1) u
            """;
    private static final String WRITE_DAYS = """
            insert into usage_day as u
                    (day, service_id, revision, run_id, stamp, read_at, quantities, raws, states, problems, cpus)
                select ?, n.service_id, n.revision, ?, s.stamp, ?, n.quantities::bigint[], n.raws, n.states, n.problems, n.cpus
                    from (select nextval('stamp') as stamp) s,
                        @rows
                on conflict (day, service_id) do update set
                    revision = excluded.revision, run_id = excluded.run_id, stamp = excluded.stamp,
                    read_at = excluded.read_at, quantities = excluded.quantities, raws = excluded.raws,
                    states = excluded.states, problems = excluded.problems, cpus = excluded.cpus
            """;

    private UsageStore() {}

    /** Which run read the day, and when. */
    public record Reading(long runId, LocalDate day, Instant at) {}

    private record Stored(DayUsage usage, long revision) {}

    private record Change(DayUsage before, DayUsage after, long revision) {}

    /**
     * What stands after a chunk was stored.
     *
     * @param days of every service of the chunk
     * @param monthTotals of every service of the chunk
     * @param falls how many services have less than was known of this day
     */
    public record StoredUsage(List<DayUsage> days, Map<Long, MeterQuantities> monthTotals, int falls) {}

    /** Brings usage_day and month_total to what was read; rows that are already so are left alone. */
    public static StoredUsage store(Session session, Reading reading, List<DayUsage> incoming) throws SQLException {
        var stored = stored(session, reading.day(), incoming);
        var days = new ArrayList<DayUsage>(incoming.size());
        var changes = new ArrayList<Change>();
        for (var next : incoming) {
            var before = stored.get(next.serviceId());
            var old = before == null ? DayUsage.nothing(next.serviceId()) : before.usage();
            var after = before == null ? next : old.replacedBy(next);
            days.add(after);
            if (before == null || !after.equals(old)) {
                changes.add(new Change(old, after, before == null ? 1 : before.revision() + 1));
            }
        }
        var services = incoming.stream().map(DayUsage::serviceId).toList();
        var month = reading.day().withDayOfMonth(1);
        var totals = MonthTotals.of(session, month, services);
        var deltas = deltas(changes);
        if (!changes.isEmpty()) {
            writeDays(session, reading, changes);
            MonthTotals.move(session, month, totals, deltas);
        }
        return new StoredUsage(days, totals, falls(deltas));
    }

    private static Map<Long, Stored> stored(Session session, LocalDate day, List<DayUsage> incoming)
            throws SQLException {
        var ids = session.ids(incoming.stream().map(DayUsage::serviceId).toList());
        var found = new HashMap<Long, Stored>();
        session.each(
                STORED,
                row -> found.put(row.number("service_id"), new Stored(UsageDays.usage(row), row.number("revision"))),
                ids,
                day);
        return found;
    }

    private static void writeDays(Session session, Reading reading, List<Change> changes) throws SQLException {
        var rows = Rows.of(changes)
                .number("service_id", one -> one.after().serviceId())
                .integer("revision", one -> (int) one.revision())
                .text("quantities", one -> one.after().quantities().stored())
                .text("raws", one -> one.after().raws())
                .text("states", one -> one.after().states())
                .text("problems", one -> one.after().problems())
                .integer("cpus", one -> one.after().cpus());
        session.update(WRITE_DAYS, reading.day(), reading.runId(), reading.at(), rows);
    }

    private static int falls(Map<Long, MeterQuantities> deltas) {
        return (int)
                deltas.values().stream().filter(MeterQuantities::hasNegative).count();
    }

    private static Map<Long, MeterQuantities> deltas(List<Change> changes) {
        var deltas = new HashMap<Long, MeterQuantities>();
        for (var change : changes) {
            deltas.put(
                    change.after().serviceId(),
                    change.after().quantities().minus(change.before().quantities()));
        }
        return deltas;
    }
}
