package org.vimeter.recurring;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vimeter.account.AccountId;
import org.vimeter.db.Db;
import org.vimeter.db.Part;
import org.vimeter.db.Row;
import org.vimeter.db.Session;
import org.vimeter.enforcement.Backoff;
import org.vimeter.input.Texts;
import org.vimeter.money.Money;
import org.vimeter.problem.Problem;
import org.vimeter.problem.Refused;
import org.vimeter.recurring.Renewals.Due;
import org.vimeter.service.ServiceId;

/** Services that wait to be renewed, and who lets them. */
public final class RenewalHolds {
    private static final String GROUPS = """
            select v.id as server_id, v.name as server_name, h.reason, h.currency, count(*) as services, sum(h.amount) as amount
                from renewal_hold h join services s on s.id = h.service_id join servers v on v.id = s.server_id
                where h.approved_by is null or h.attempts > 0 group by 1, 2, 3, 4 order by 2, 3, 4
            """;
    private static final String APPROVE = """
            update renewal_hold h set approved_by = ?, approval_reason = ?, approved_at = ? from services s
                where s.id = h.service_id and s.server_id = ? and h.reason = ? and h.currency = ?
                    and h.approved_by is null
            """;
    private static final String HOLD = """
            insert into renewal_hold (service_id, reason, problem, periods, amount, currency, since, next_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (service_id) do update set reason = excluded.reason, problem = excluded.problem,
                    periods = excluded.periods, amount = excluded.amount, currency = excluded.currency, since = excluded.since,
                    approved_by = null, approval_reason = null, approved_at = null
            """;
    private static final String HOLD_BROKEN = """
            insert into renewal_hold as h (service_id, reason, problem, periods, amount, currency, since, attempts, next_at)
                select ?, 'BROKEN', ?, 1, 0, a.currency, ?, 1, ? from accounts a where a.id = ?
                on conflict (service_id) do update set problem = excluded.problem, attempts = h.attempts + 1,
                    next_at = excluded.next_at, reason = 'BROKEN'
            """;

    private static final int PAGE = 50;

    private final Db db;
    private final Clock clock;

    public RenewalHolds(Db db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    public enum Reason {
        /** Slept through for too long. */
        OLD,
        /** Far more than the service cost before. */
        SERVICE,
        /** Far more than the account ever paid. */
        ACCOUNT,
        /** All renewals of the server together are far more than they were. */
        SERVER,
        /** It failed, and is tried again. */
        BROKEN
    }

    /**
     * One that waits.
     *
     * @param periods how many would be charged
     * @param amount what they would cost together
     */
    public record Held(
            ServiceId serviceId,
            String vmName,
            AccountId accountId,
            String accountName,
            long serverId,
            String serverName,
            Reason reason,
            Problem problem,
            int periods,
            Money amount,
            Instant since) {}

    /** How much waits on one server for one reason. */
    public record Group(long serverId, String serverName, Reason reason, long services, Money amount) {}

    /** What was approved is among them only if it failed all the same. */
    public List<Group> groups() {
        return db.list(
                GROUPS,
                row -> new Group(
                        row.number("server_id"),
                        row.text("server_name"),
                        row.constant("reason", Reason.class),
                        row.number("services"),
                        row.money("amount", "currency")));
    }

    /** By the number of the service: 50 after the given one. */
    public Part<Held> after(ServiceId serviceId) {
        var found = db.list("""
                select h.*, s.vm_name, s.account_id, a.name as account_name, s.server_id, v.name as server_name
                    from renewal_hold h join services s on s.id = h.service_id join accounts a on a.id = s.account_id
                        join servers v on v.id = s.server_id
                    where (h.approved_by is null or h.attempts > 0) and h.service_id > ? order by h.service_id limit ?
                """, RenewalHolds::held, serviceId, PAGE + 1);
        return Part.of(found, PAGE);
    }

    /** Lets one service be renewed, for no more than the amount that was shown. */
    public void approve(ServiceId serviceId, String seen, String actor, String reason) {
        var approved = db.update("""
                update renewal_hold set approved_by = ?, approval_reason = ?, approved_at = ?
                    where service_id = ? and amount = ?::numeric and approved_by is null and reason <> 'BROKEN'
                """, actor, reason(reason), clock.instant(), serviceId, Texts.number(seen));
        if (approved == 0) {
            throw Refused.because("renewal.not-held", serviceId);
        }
    }

    /** Lets everything be renewed that waits on a server for one reason, for no more than the sum that was shown. */
    public void approve(Group group, String actor, String reason) {
        var why = reason(reason);
        db.change(session -> {
            var sum = waiting(session, group);
            if (group.reason() == Reason.BROKEN || sum.compareTo(group.amount().amount()) != 0) {
                throw Refused.because("renewal.other-sum", group.amount(), sum.toPlainString());
            }
            var currency = group.amount().currency();
            session.update(APPROVE, actor, why, clock.instant(), group.serverId(), group.reason(), currency);
        });
    }

    private static BigDecimal waiting(Session session, Group group) throws SQLException {
        return session.one(
                """
                select coalesce(sum(amount), 0) as amount from (select h.amount from renewal_hold h
                    join services s on s.id = h.service_id where s.server_id = ? and h.reason = ? and h.currency = ?
                        and h.approved_by is null for update of h) waiting
                """,
                row -> row.decimal("amount"),
                group.serverId(),
                group.reason(),
                group.amount().currency());
    }

    private static String reason(String reason) {
        if (reason.isBlank()) {
            throw Refused.because("renewal.no-reason");
        }
        return reason.strip();
    }

    static void hold(Session session, RenewalForecast forecast, Reason reason, Problem problem, Instant at)
            throws SQLException {
        session.update(
                HOLD,
                forecast.due().serviceId(),
                reason,
                problem.stored(),
                forecast.periods(),
                forecast.amount().amount(),
                forecast.amount().currency(),
                at,
                at);
    }

    /** What was approved stays approved. */
    static void broken(Session session, Due due, RuntimeException cause, Instant at) throws SQLException {
        var next = at.plus(Backoff.after(attempts(session, due.serviceId()) + 1));
        var problem = Problem.of("renewal.broken", due.serviceId(), due.on(), cause);
        session.update(HOLD_BROKEN, due.serviceId(), problem.stored(), at, next, due.accountId());
    }

    private static int attempts(Session session, ServiceId serviceId) throws SQLException {
        return session.find(
                        "select attempts from renewal_hold where service_id = ?",
                        row -> (int) row.number("attempts"),
                        serviceId)
                .orElse(0);
    }

    public static void done(Session session, ServiceId serviceId) throws SQLException {
        session.update("delete from renewal_hold where service_id = ?", serviceId);
    }

    /** What was approved, and the amount that was seen. */
    static Map<Long, Money> approved(Session session) throws SQLException {
        var approved = new HashMap<Long, Money>();
        session.each(
                "select * from renewal_hold where approved_by is not null",
                row -> approved.put(row.number("service_id"), row.money("amount", "currency")));
        return approved;
    }

    private static Held held(Row row) throws SQLException {
        return new Held(
                row.id("service_id", ServiceId::new),
                row.text("vm_name"),
                row.id("account_id", AccountId::new),
                row.text("account_name"),
                row.number("server_id"),
                row.text("server_name"),
                row.constant("reason", Reason.class),
                Problem.parse(row.text("problem")),
                (int) row.number("periods"),
                row.money("amount", "currency"),
                row.instant("since"));
    }
}
