package org.vimeter.usage;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vimeter.catalog.MeterQuantities;
import org.vimeter.db.Row;
import org.vimeter.db.Session;

/** Reads stored days, newest revision or as they stood before a charge. */
public final class UsageDays {
    private UsageDays() {}

    /** @param revision 1 for the first reading, one more for each that changed something */
    public record UsageDay(LocalDate day, int revision, Instant readAt, DayUsage usage) {}

    public static List<UsageDay> between(Session session, long serviceId, LocalDate from, LocalDate to)
            throws SQLException {
        return session.list("""
                select u.* from generate_series(?::date, ?::date, interval '1 day') as d (day)
                    join usage_day u on u.day = d.day::date and u.service_id = ? order by u.day
                """, UsageDays::day, from, to, serviceId);
    }

    /** The rows that a charge with this stamp was made from. */
    public static List<UsageDay> before(Session session, long serviceId, LocalDate from, LocalDate to, long stamp)
            throws SQLException {
        return session.list("""
                select distinct on (day) * from (
                    select u.* from generate_series(?::date, ?::date, interval '1 day') as d (day)
                        join usage_day u on u.day = d.day::date and u.service_id = ?
                    union all
                    select r.* from usage_revision r where r.service_id = ? and r.day between ? and ?
                ) all_revisions
                where stamp < ? order by day, revision desc
                """, UsageDays::day, from, to, serviceId, serviceId, from, to, stamp);
    }

    /** One day's quantities by service. */
    public static Map<Long, MeterQuantities> quantities(Session session, LocalDate day, Collection<Long> services)
            throws SQLException {
        var quantities = new HashMap<Long, MeterQuantities>();
        session.each(
                "select service_id, quantities from usage_day where day = ? and service_id = any(?)",
                row -> quantities.put(row.number("service_id"), MeterQuantities.from(row)),
                day,
                session.ids(services));
        return quantities;
    }

    /** How many processors the VMs had on a day, by service, where it is known. */
    public static Map<Long, Integer> cpus(Session session, LocalDate day, Collection<Long> services)
            throws SQLException {
        var cpus = new HashMap<Long, Integer>();
        session.each(
                """
                select u.service_id, u.cpus from unnest(?::bigint[]) as n (id)
                    cross join lateral (select * from usage_day where day = ? and service_id = n.id limit 1) u
                    where u.cpus is not null
                """, row -> cpus.put(row.number("service_id"), (int) row.number("cpus")), session.ids(services), day);
        return cpus;
    }

    public static MeterQuantities sum(Session session, long serviceId, LocalDate from, LocalDate to)
            throws SQLException {
        return sum(between(session, serviceId, from, to));
    }

    public static MeterQuantities sum(List<UsageDay> days) {
        return days.stream().map(day -> day.usage().quantities()).reduce(MeterQuantities.NONE, MeterQuantities::plus);
    }

    static DayUsage usage(Row row) throws SQLException {
        return DayUsage.parse(
                row.number("service_id"),
                row.numbers("quantities"),
                row.text("raws"),
                row.text("states"),
                row.textOrNull("problems"),
                row.integerOrNull("cpus"));
    }

    private static UsageDay day(Row row) throws SQLException {
        return new UsageDay(row.day("day"), (int) row.number("revision"), row.instant("read_at"), usage(row));
    }
}
