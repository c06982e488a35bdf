package org.vimeter.delivery;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Db;
import org.vimeter.db.Session;
import org.vimeter.delivery.DeliveryResult.Status;
import org.vimeter.delivery.UsageEventValidator.Judged;
import org.vimeter.problem.Problem;
import org.vimeter.problem.Refused;
import org.vimeter.server.Connections;
import org.vimeter.usage.Refusals;
import org.vimeter.usage.UsageEvents;

/** Takes batches of events. */
public final class Delivery {
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
    private record Stored(
            Set<UsageEvents.Key> ours, Map<UsageEvents.Key, KnownTargets.Accepted> theirs, List<Judged> fresh) {
        DeliveryResult settled(DeliveryResult result) {
            var key = new UsageEvents.Key(result.source(), result.id());
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
        var refusals = new ArrayList<Refusals.Refusal>();
        var results = new ArrayList<DeliveryResult>();
        for (var event : storable) {
            var result = take(event, judge, earlier, fresh);
            results.add(result);
            if (result.problem() != null) {
                refusals.add(refusal(event, result.problem()));
            }
        }
        var stored = db.transaction(session -> {
            Refusals.journalDelivered(session, refusals, clock.instant());
            return stored(session, fresh, actor);
        });
        return results.stream().map(stored::settled).toList();
    }

    private Stored stored(Session session, List<Judged> fresh, String actor) throws SQLException {
        var events = fresh.stream().map(Judged::stored).toList();
        var ours = UsageEvents.add(session, events, actor, clock.instant());
        var lost = fresh.stream()
                .map(Judged::event)
                .filter(event -> !ours.contains(event.key()))
                .toList();
        return new Stored(ours, KnownTargets.accepted(session, lost), fresh);
    }

    private static DeliveryResult take(
            UsageEvent event,
            UsageEventValidator judge,
            Map<UsageEvents.Key, KnownTargets.Accepted> earlier,
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

    private static Refusals.Refusal refusal(UsageEvent event, Problem problem) {
        return new Refusals.Refusal(null, event.subject(), event.meter(), event.quantity(), problem, told(event));
    }

    /** The same event with other content is journalled again. */
    private static String told(UsageEvent event) {
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
