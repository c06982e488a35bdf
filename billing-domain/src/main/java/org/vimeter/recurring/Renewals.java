package org.vimeter.recurring;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.vimeter.db.Db;
import org.vimeter.offer.Per;

/** Charges each period when it begins, by the server's calendar; periods that were slept through one after the other. */
public final class Renewals {
    private static final Logger LOG = Logger.getLogger(Renewals.class.getName());
    private static final int CHUNK = 500;

    private final Db db;
    private final Clock clock;

    public Renewals(Db db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    private record Due(long serviceId, Per per, LocalDate on) {}

    /** A period that an end is planned before is not charged, unless the end fails. */
    public void renew(long serverId, ZoneId zone) {
        var today = LocalDate.now(clock.withZone(zone));
        var broken = new HashSet<Long>();
        var due = due(serverId, today);
        while (!due.isEmpty()) {
            for (var one : due) {
                attempt(one, broken);
            }
            due = due(serverId, today).stream()
                    .filter(one -> !broken.contains(one.serviceId()))
                    .toList();
        }
    }

    /** One service that cannot be renewed keeps no other from it. */
    private void attempt(Due due, Set<Long> broken) {
        try {
            renew(due);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "Service " + due.serviceId() + " was not renewed on " + due.on(), e);
            broken.add(due.serviceId());
        }
    }

    private List<Due> due(long serverId, LocalDate today) {
        return db.list(
                """
                select s.id, s.renews_on, c.per from service s cross join lateral
                        (select per from service_config where service_id = s.id order by id desc limit 1) c
                    where s.server_id = ? and s.renews_on <= ? and s.last_day is null and c.per is not null
                        and not exists (select 1 from service_order o where o.service_id = s.id and o.kind = 'END'
                            and o.status = 'OPEN' and o.not_before <= s.renews_on)
                    order by s.renews_on, s.id limit ?
                """,
                row -> new Due(row.number("id"), row.constant("per", Per.class), row.day("renews_on")),
                serverId,
                today,
                CHUNK);
    }

    private void renew(Due due) {
        db.change(session -> {
            var cycle = Cycle.at(due.per(), due.on());
            int mine = session.update(
                    "update service set renews_on = ? where id = ? and renews_on = ? and last_day is null",
                    cycle.next(),
                    due.serviceId(),
                    due.on());
            if (mine == 1) {
                var booking = new RecurringCharges.Booking("renewal", clock.instant(), cycle.start());
                RecurringCharges.settle(session, due.serviceId(), cycle, booking);
            }
        });
    }
}
