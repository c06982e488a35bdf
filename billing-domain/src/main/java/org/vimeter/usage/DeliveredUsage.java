package org.vimeter.usage;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.vimeter.db.Session;

/**
 * Figures that were delivered for one day. The newest of a service and meter stands in for what the server reports, so that
 * it makes no difference which of the two came first.
 */
public final class DeliveredUsage {
    private static final String OF_SERVICES = """
            select p.* from unnest(?::bigint[]) as n (id) cross join lateral
                (select service_id, meter, quantity, raw, source from usage_events where day = ? and service_id = n.id order by id) p
                where p.source <> ? or not exists (select 1 from usage_day u where u.day = ? and u.service_id = n.id
                    and substr(u.states, p.meter, 1) not in ('M', '-') and u.quantities[p.meter] >= p.quantity)
            """;

    /** Nothing was delivered. */
    public static final DeliveredUsage NONE = new DeliveredUsage(Map.of());

    /** The source of what was read just before a VM was deleted. */
    public static final String AT_END = "urn:vimeter:end";

    private final Map<Long, Map<Integer, Delivered>> byService;

    /** @param ifMissing stands in only where the server no longer says anything, and no more was known */
    private record Delivered(Slot slot, boolean ifMissing) {}

    private DeliveredUsage(Map<Long, Map<Integer, Delivered>> byService) {
        this.byService = byService;
    }

    public static DeliveredUsage of(Session session, LocalDate day, Collection<Long> services) throws SQLException {
        if (session.find("select 1 from usage_events where day = ? limit 1", row -> row.number(1), day)
                .isEmpty()) {
            return NONE;
        }
        var byService = new HashMap<Long, Map<Integer, Delivered>>();
        session.each(
                OF_SERVICES,
                row -> byService
                        .computeIfAbsent(row.number("service_id"), key -> new HashMap<>())
                        .put(
                                (int) row.number("meter"),
                                new Delivered(
                                        Slot.of(row.number("quantity"), row.text("raw")),
                                        row.text("source").equals(AT_END))),
                session.ids(services),
                day,
                AT_END,
                day);
        return new DeliveredUsage(byService);
    }

    /** What was read, with what was delivered over it; a VM whose deletion failed is read by its nights. */
    public DayUsage over(DayUsage read) {
        var delivered = byService.getOrDefault(read.serviceId(), Map.of());
        if (delivered.isEmpty()) {
            return read;
        }
        return read.with((position, slot) -> {
            var one = delivered.get(position);
            return one == null || (one.ifMissing() && slot.state() != State.MISSING) ? slot : one.slot();
        });
    }
}
