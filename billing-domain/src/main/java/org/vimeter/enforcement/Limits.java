package org.vimeter.enforcement;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.vimeter.db.Rows;
import org.vimeter.db.Session;

/** The reasons that a run finds: a limit, or no funds. */
public final class Limits {
    private static final String LIFT_PERIODS = """
            update suspension u set lifted_at = ?, lift = 'PERIOD'
                from services s where s.id = u.service_id and s.server_id = ?
                    and u.cause = 'LIMIT' and u.lifted_at is null and u.lifts_on <= ?
            """;
    private static final String LIFT_FUNDS = """
            update suspension u set lifted_at = ?, lift = 'FUNDS'
                from services s join account_funds a on a.account_id = s.account_id
                where s.id = u.service_id and s.server_id = ?
                    and u.cause = 'FUNDS' and u.lifted_at is null and a.funds >= 0
            """;
    private static final String RELIEVE = """
            update suspension u set lifted_at = ?, lift = 'RELIEF' from @rows
                where u.service_id = n.service_id and u.cause = 'LIMIT' and u.add_on_id = n.add_on_id
                    and u.lifts_on = n.lifts_on and u.lifted_at is null
            """;
    private static final String SUSPENSIONS = """
            insert into suspension (service_id, cause, add_on_id, terms_id, quantity, day, run_id, lifts_on, since, started_by)
                select n.service_id, 'LIMIT', n.add_on_id, n.terms_id, n.quantity, f.day, f.run_id, n.lifts_on, f.at, f.actor
                    from @rows,
                        (select ?::date as day, ?::bigint as run_id, ?::timestamptz as at, ?::text as actor) f
                    where exists (select 1 from services s where s.id = n.service_id and s.last_day is null)
                        and not exists (select 1 from suspension h where h.service_id = n.service_id
                        and h.cause = 'LIMIT' and h.add_on_id = n.add_on_id and h.hold_until > f.at::date)
                on conflict (service_id, cause, coalesce(add_on_id, 0)) where lifted_at is null do nothing
            """;
    /** Services that stand still without funds once a run's proposals are booked, and neither do so already nor are let run by staff. */
    private static final String WITHOUT_FUNDS = """
             from account_funds a join services s on s.account_id = a.account_id and s.last_day is null
                    left join (select client_id, sum(amount) as owed from proposals where run_id = ? group by client_id) p
                        on p.client_id = a.client_id
                where a.no_funds = 'SUSPEND' and a.funds - coalesce(p.owed, 0) < 0
                    and a.account_id in (select account_id from services where server_id = ?)
                    and not exists (select 1 from suspension u where u.service_id = s.id and u.cause = 'FUNDS'
                        and (u.lifted_at is null or u.hold_until > ?::timestamptz::date))
            """;

    private static final String SUSPEND_WITHOUT_FUNDS = """
            insert into suspension (service_id, cause, amount, currency, day, run_id, since, started_by)
                select s.id, 'FUNDS', a.balance, a.currency, ?::date, ?::bigint, ?::timestamptz, ?
            """ + WITHOUT_FUNDS
            + " on conflict (service_id, cause, coalesce(add_on_id, 0)) where lifted_at is null do nothing";

    private Limits() {}

    /** @param actor who started the run */
    public record Finding(long runId, LocalDate day, Instant at, String actor) {}

    public record Breach(long serviceId, long addOnId, long termsId, long quantity, LocalDate liftsOn) {}

    /** A limit of a service that is not reached any more, in the period whose suspension would lift on a day. */
    public record Relief(long serviceId, long addOnId, LocalDate liftsOn) {}

    /** Lifts what a correction, a delivery, another limit or another price has taken the cause from. */
    public static void relieve(Session session, Finding finding, List<Relief> reliefs) throws SQLException {
        if (reliefs.isEmpty()) {
            return;
        }
        session.update(
                RELIEVE,
                finding.at(),
                Rows.of(reliefs)
                        .number("service_id", Relief::serviceId)
                        .number("add_on_id", Relief::addOnId)
                        .day("lifts_on", Relief::liftsOn));
    }

    /** Skips what is suspended for this already, and what staff hold. */
    public static void suspend(Session session, Finding finding, List<Breach> breaches) throws SQLException {
        if (breaches.isEmpty()) {
            return;
        }
        var rows = Rows.of(breaches)
                .number("service_id", Breach::serviceId)
                .number("add_on_id", Breach::addOnId)
                .number("terms_id", Breach::termsId)
                .number("quantity", Breach::quantity)
                .day("lifts_on", Breach::liftsOn);
        session.update(SUSPENSIONS, rows, finding.day(), finding.runId(), finding.at(), finding.actor());
    }

    /** Suspends what belongs to accounts of this server's services whose balance plus credit limit is below zero. */
    public static void suspendWithoutFunds(Session session, Finding finding, long serverId) throws SQLException {
        session.update(
                SUSPEND_WITHOUT_FUNDS,
                finding.day(),
                finding.runId(),
                finding.at(),
                finding.actor(),
                finding.runId(),
                serverId,
                finding.at());
    }

    /** How many services {@link #suspendWithoutFunds} will stop once the run's proposals are posted. */
    public static long withoutFunds(Session session, Finding finding, long serverId) throws SQLException {
        return session.one(
                "select count(*)" + WITHOUT_FUNDS, row -> row.number(1), finding.runId(), serverId, finding.at());
    }

    /** Ends what ends by itself: a limit when its period is over, no funds when there is money. */
    public static void liftWhatIsOver(Session session, long serverId, LocalDate today, Instant at) throws SQLException {
        session.update(LIFT_PERIODS, at, serverId, today);
        session.update(LIFT_FUNDS, at, serverId);
    }
}
