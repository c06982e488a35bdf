package org.vimeter.usage;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.vimeter.db.Rows;
import org.vimeter.db.Session;

/** Keeps usage that was delivered, or read just before a VM was deleted, for {@link DeliveredUsage} to tell. */
public final class UsageEvents {
    private static final String ADD = """
            insert into delivered_usage (source, event_id, service_id, day, meter, quantity, raw, actor, received_at)
                select n.source, n.event_id, n.service_id, n.day, n.meter, n.quantity, n.raw, ?, ?
                    from @rows
                    order by n.place
                on conflict (source, event_id) do nothing returning source, event_id
            """;
    private static final String ADD_WHERE_NONE = """
            insert into delivered_usage (source, event_id, service_id, day, meter, quantity, raw, actor, received_at)
                select n.source, n.event_id, n.service_id, n.day, n.meter, n.quantity, n.raw, ?, ?
                    from @rows
                    where not exists (select 1 from delivered_usage p
                        where p.service_id = n.service_id and p.day = n.day and p.meter = n.meter)
                on conflict (source, event_id) do nothing
            """;

    private UsageEvents() {}

    /** What names an event for ever. */
    public record Key(String source, String id) {}

    /**
     * @param meter its position
     * @param quantity in base units
     * @param raw the text that it was told as
     */
    public record Event(Key key, long serviceId, LocalDate day, int meter, long quantity, String raw) {}

    /** Those that are new: what was kept before under the same key stands. */
    public static Set<Key> add(Session session, List<Event> events, String actor, Instant at) throws SQLException {
        var added = new HashSet<Key>();
        session.each(
                ADD,
                row -> added.add(new Key(row.text("source"), row.text("event_id"))),
                actor,
                at,
                rows(events).numbered("place"));
        return added;
    }

    /** Only where nothing was delivered for the same service, day and meter. */
    public static void addWhereNone(Session session, List<Event> events, String actor, Instant at) throws SQLException {
        session.update(ADD_WHERE_NONE, actor, at, rows(events));
    }

    private static Rows<Event> rows(List<Event> events) {
        return Rows.of(events)
                .text("source", one -> one.key().source())
                .text("event_id", one -> one.key().id())
                .number("service_id", Event::serviceId)
                .day("day", Event::day)
                .integer("meter", Event::meter)
                .number("quantity", Event::quantity)
                .text("raw", Event::raw);
    }
}
