package org.vimeter.recurring;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.vimeter.account.AccountId;
import org.vimeter.db.Db;
import org.vimeter.db.Row;
import org.vimeter.db.Session;
import org.vimeter.offer.BillingPeriod;
import org.vimeter.service.ServiceId;
import org.vimeter.service.Services;

/**
 * Charges each period when it begins, by the server's calendar; periods that were slept through one after the other. What
 * goes beyond the brakes, or was slept through for too long, waits for a person, and what fails is set aside with a task:
 * neither keeps any other service from being renewed.
 */
public final class Renewals {
    private static final String DUE = """
            select s.id, s.account_id, s.renews_on, c.per from services s cross join lateral
                    (select per from service_configs where service_id = s.id order by id desc limit 1) c
                where s.server_id = ? and s.renews_on <= ? and s.id > ? and s.last_day is null and c.per is not null
                    and not exists (select 1 from planned_end e where e.service_id = s.id and e.renewed_before <= s.renews_on)
                    and not exists (select 1 from renewal_hold h where h.service_id = s.id
                        and case when h.reason = 'BROKEN' then h.next_at > ? else h.approved_by is null end)
                order by s.id limit ?
            """;

    private static final Logger LOG = Logger.getLogger(Renewals.class.getName());
    private static final int CHUNK = 500;

    private final Db db;
    private final Clock clock;
    private final RenewalBrakes brakes;

    public Renewals(Db db, Clock clock, RenewalBrakes brakes) {
        this.db = db;
        this.clock = clock;
        this.brakes = brakes;
    }

    /** A service with a period to be charged, the first of them on a day. */
    record Due(ServiceId serviceId, AccountId accountId, BillingPeriod per, LocalDate on) {}

    /**
     * A period that an end is planned before is not charged, unless the end fails before the VM stands still: after that
     * nobody can use it any more.
     */
    public void renew(long serverId, ZoneId zone) {
        var today = LocalDate.now(clock.withZone(zone));
        var due = due(serverId, today);
        if (due.isEmpty()) {
            return;
        }
        var forecasts = new ArrayList<RenewalForecast>(due.size());
        for (var one : due) {
            attempt(one, () -> forecasts.add(db.transaction(session -> RenewalForecast.of(session, one, today))));
        }
        for (var one : db.transaction(session -> brakes.passing(session, forecasts, today, clock.instant()))) {
            attempt(one.due(), () -> renew(one.due(), today));
        }
    }

    /** One service that cannot be renewed keeps no other from it, now or at the next turn. */
    private void attempt(Due due, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "Service " + due.serviceId() + " was not renewed on " + due.on(), e);
            db.change(session -> RenewalHolds.broken(session, due, e, clock.instant()));
        }
    }

    private List<Due> due(long serverId, LocalDate today) {
        var all = new ArrayList<Due>();
        var chunk = chunk(serverId, today, 0);
        while (!chunk.isEmpty()) {
            all.addAll(chunk);
            chunk = chunk(
                    serverId, today, chunk.get(chunk.size() - 1).serviceId().value());
        }
        return all;
    }

    private List<Due> chunk(long serverId, LocalDate today, long after) {
        return db.list(DUE, Renewals::due, serverId, today, after, clock.instant(), CHUNK);
    }

    private static Due due(Row row) throws SQLException {
        return new Due(
                row.id("id", ServiceId::new),
                row.id("account_id", AccountId::new),
                row.constant("per", BillingPeriod.class),
                row.day("renews_on"));
    }

    private void renew(Due due, LocalDate today) {
        for (var on = due.on(); !on.isAfter(today); on = Cycle.at(due.per(), on).next()) {
            var cycle = Cycle.at(due.per(), on);
            var begun = on;
            db.change(session -> renew(session, due, begun, cycle));
        }
        db.change(session -> RenewalHolds.done(session, due.serviceId()));
    }

    private void renew(Session session, Due due, LocalDate on, Cycle cycle) throws SQLException {
        if (Services.renew(session, due.serviceId(), on, cycle.next())) {
            var booking = new RecurringCharges.Booking("renewal", clock.instant(), cycle.start());
            RecurringCharges.settle(session, due.serviceId(), cycle, booking);
        }
    }
}
