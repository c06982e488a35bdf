package org.vimeter.usage;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vimeter.db.Session;

/**
 * Figures that were delivered for one day. The newest of a service and meter stands in for what the server reports, so that
 * it makes no difference which of the two came first.
 */
public final class PushedUsage {
    /** Nothing was delivered. */
    public static final PushedUsage NONE = new PushedUsage(Map.of());

    private final Map<Long, Map<Integer, Slot>> byService;

    private PushedUsage(Map<Long, Map<Integer, Slot>> byService) {
        this.byService = byService;
    }

    public static PushedUsage of(Session session, LocalDate day, Collection<Long> services) throws SQLException {
        if (session.find("select 1 from pushed_usage where day = ? limit 1", row -> row.number(1), day)
                .isEmpty()) {
            return NONE;
        }
        var byService = new HashMap<Long, Map<Integer, Slot>>();
        session.each(
                """
                select p.* from unnest(?::bigint[]) as n (id) cross join lateral
                    (select service_id, meter, quantity, raw from pushed_usage where day = ? and service_id = n.id order by id) p
                """,
                row -> byService
                        .computeIfAbsent(row.number("service_id"), key -> new HashMap<>())
                        .put((int) row.number("meter"), Slot.of(row.number("quantity"), row.text("raw"))),
                session.array("bigint", services),
                day);
        return new PushedUsage(byService);
    }

    /** What was read, with what was delivered over it. */
    public DayUsage over(DayUsage read) {
        var pushed = byService.getOrDefault(read.serviceId(), Map.of());
        if (pushed.isEmpty()) {
            return read;
        }
        List<Slot> slots = new ArrayList<>(read.slots());
        pushed.forEach((position, slot) -> slots.set(position - 1, slot));
        return new DayUsage(read.serviceId(), List.copyOf(slots), read.cpus());
    }
}
