package org.vimeter.delivery;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Db;
import org.vimeter.db.Rows;
import org.vimeter.db.Session;
import org.vimeter.delivery.DeliveryResult.Status;
import org.vimeter.delivery.UsageEvent.EventKey;
import org.vimeter.delivery.UsageEventValidator.Judged;
import org.vimeter.problem.Problem;
import org.vimeter.problem.Refused;
import org.vimeter.server.Connections;

/** Takes batches of events. */
public final class Delivery {
    private static final String STORE = """
            insert into delivered_usage (source, event_id, service_id, day, meter, quantity, raw, actor, received_at)
                select n.source, n.event_id, n.service_id, n.day, n.meter, n.quantity, n.raw, ?, ?
                    from @rows
                    order by n.place
                on conflict (source, event_id) do nothing returning source, event_id
            """;
    private static final String JOURNAL = """
            insert into usage_refusal (vm, meter, raw, problem, event, at)
                select n.vm, n.meter, n.raw, n.problem, encode(sha256(convert_to(n.event, 'UTF8')), 'hex'), ?
                    from @rows
                on conflict (event) do nothing
            """;

    public static final int MOST = 10_000;

    private final Db db;
    private final Clock clock;
    private final Connections connections;

    public Delivery(Db db, Clock clock, Connections connections) {
        this.db = db;
        this.clock = clock;
        this.connections = connections;
    }

    /**
     * What was written. Somebody else may have delivered the same event at the same time: then it was his.
     *
     * @param theirs what stands of the events that we lost
     */
    private record Stored(Set<EventKey> ours, Map<EventKey, KnownTargets.Accepted> theirs, List<Judged> fresh) {
        DeliveryResult settled(DeliveryResult result) {
            var key = new EventKey(result.source(), result.id());
            if (result.status() != Status.ACCEPTED || ours.contains(key)) {
                return result;
            }
            boolean same = fresh.stream()
                    .anyMatch(one ->
                            one.event().key().equals(key) && one.accepted().equals(theirs.get(key)));
            var problem = same ? null : Problem.of("usage.reused", result.id(), result.source());
            var status = same ? Status.DUPLICATE : Status.REFUSED;
            return new DeliveryResult(result.source(), result.id(), status, problem);
        }
    }

    private record Refusal(UsageEvent event, Problem problem) {}

    /** A result for each event, in their order. One that is refused spoils none of the others. */
    public List<DeliveryResult> deliver(List<UsageEvent> events, String actor) {
        if (events.size() > MOST) {
            throw Refused.because("usage.too-many", events.size(), MOST);
        }
        var storable = events.stream().map(Delivery::storable).toList();
        var known = db.transaction(session -> KnownTargets.load(session, storable));
        var judge = new UsageEventValidator(known, connections, clock);
        var earlier = new HashMap<>(known.accepted());
        var fresh = new ArrayList<Judged>();
        var refusals = new ArrayList<Refusal>();
        var results = new ArrayList<DeliveryResult>();
        for (var event : storable) {
            var result = take(event, judge, earlier, fresh);
            results.add(result);
            if (result.problem() != null) {
                refusals.add(new Refusal(event, result.problem()));
            }
        }
        var stored = db.transaction(session -> {
            journal(session, refusals);
            return stored(session, fresh, actor);
        });
        return results.stream().map(stored::settled).toList();
    }

    private Stored stored(Session session, List<Judged> fresh, String actor) throws SQLException {
        var ours = store(session, fresh, actor);
        var lost = fresh.stream()
                .map(Judged::event)
                .filter(event -> !ours.contains(event.key()))
                .toList();
        return new Stored(ours, KnownTargets.accepted(session, lost), fresh);
    }

    private static DeliveryResult take(
            UsageEvent event,
            UsageEventValidator judge,
            Map<EventKey, KnownTargets.Accepted> earlier,
            List<Judged> fresh) {
        try {
            var judged = judge.judge(event);
            var before = earlier.putIfAbsent(event.key(), judged.accepted());
            if (before != null) {
                return again(event, before.equals(judged.accepted()));
            }
            fresh.add(judged);
            return result(event, Status.ACCEPTED, null);
        } catch (Refused refused) {
            return result(event, Status.REFUSED, refused.problem());
        }
    }

    private static DeliveryResult result(UsageEvent event, Status status, @Nullable Problem problem) {
        return new DeliveryResult(event.source(), event.id(), status, problem);
    }

    private Set<EventKey> store(Session session, List<Judged> fresh, String actor) throws SQLException {
        var stored = new HashSet<EventKey>();
        session.each(
                STORE,
                row -> stored.add(new EventKey(row.text("source"), row.text("event_id"))),
                actor,
                clock.instant(),
                Rows.of(fresh)
                        .text("source", one -> one.event().source())
                        .text("event_id", one -> one.event().id())
                        .number("service_id", one -> one.target().service().id().value())
                        .day("day", Judged::day)
                        .integer("meter", Judged::meter)
                        .number("quantity", Judged::quantity)
                        .text("raw", Judged::raw)
                        .numbered("place"));
        return stored;
    }

    private void journal(Session session, List<Refusal> refusals) throws SQLException {
        session.update(
                JOURNAL,
                clock.instant(),
                Rows.of(refusals)
                        .text("vm", one -> one.event().subject())
                        .text("meter", one -> one.event().meter())
                        .text("raw", one -> one.event().quantity())
                        .text("problem", one -> one.problem().stored())
                        .text("event", Delivery::event));
    }

    /** The same event with other content is journalled again. */
    private static String event(Refusal refusal) {
        var event = refusal.event();
        return String.join(" ", event.source(), event.id(), event.day(), event.quantity(), event.unit());
    }

    private static DeliveryResult again(UsageEvent event, boolean same) {
        return same
                ? result(event, Status.DUPLICATE, null)
                : result(event, Status.REFUSED, Problem.of("usage.reused", event.id(), event.source()));
    }

    /** PostgreSQL text holds no NUL, and no text of an event is worth more than this. */
    private static UsageEvent storable(UsageEvent event) {
        return new UsageEvent(
                plain(event.specversion()),
                plain(event.type()),
                plain(event.source()),
                plain(event.id()),
                plain(event.service()),
                plain(event.server()),
                plain(event.vm()),
                plain(event.day()),
                plain(event.meter()),
                plain(event.quantity()),
                plain(event.unit()));
    }

    private static String plain(String text) {
        var most = UsageEvent.LONGEST_SOURCE + 1;
        return (text.length() <= most ? text : text.substring(0, most)).replace('\0', ' ');
    }
}
