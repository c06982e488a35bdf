package org.vimeter.usage;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vimeter.catalog.MeterQuantities;
import org.vimeter.db.Rows;
import org.vimeter.db.Session;

/** The running sums of each service's calendar month. */
public final class MonthTotals {
    private MonthTotals() {}

    public static Map<Long, MeterQuantities> of(Session session, LocalDate month, Collection<Long> services)
            throws SQLException {
        var totals = new HashMap<Long, MeterQuantities>();
        session.each(
                """
                select t.* from unnest(?::bigint[]) as n (id) cross join lateral
                    (select service_id, quantities from month_total where month = ? and service_id = n.id limit 1) t
                """,
                row -> totals.put(row.number("service_id"), MeterQuantities.from(row)),
                session.ids(services),
                month);
        return totals;
    }

    /** Adds the deltas to the totals, in the database and in the map. */
    static void move(
            Session session, LocalDate month, Map<Long, MeterQuantities> totals, Map<Long, MeterQuantities> deltas)
            throws SQLException {
        var fresh = new ArrayList<Long>();
        var known = new ArrayList<Long>();
        deltas.forEach((service, delta) -> {
            var total = totals.get(service);
            (total == null ? fresh : known).add(service);
            totals.put(service, total == null ? delta : total.plus(delta));
        });
        write(session, """
                update month_total t set quantities = n.quantities::bigint[]
                    from @rows, (select ?::date as month) m
                    where t.month = m.month and t.service_id = n.service_id
                """, known, totals, month);
        write(session, """
                insert into month_total (month, service_id, quantities)
                    select m.month, n.service_id, n.quantities::bigint[]
                        from @rows, (select ?::date as month) m
                """, fresh, totals, month);
    }

    private static void write(
            Session session, String sql, List<Long> services, Map<Long, MeterQuantities> totals, LocalDate month)
            throws SQLException {
        if (services.isEmpty()) {
            return;
        }
        var rows = Rows.of(services)
                .number("service_id", service -> service)
                .text(
                        "quantities",
                        service -> totals.getOrDefault(service, MeterQuantities.NONE)
                                .stored());
        session.update(sql, rows, month);
    }
}
