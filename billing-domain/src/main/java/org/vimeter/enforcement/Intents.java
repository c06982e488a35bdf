package org.vimeter.enforcement;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.vimeter.db.Row;
import org.vimeter.db.Session;
import org.vimeter.problem.Problem;

/** Power intents: written before the call, closed when the VM was read back. */
final class Intents {
    private static final String STOPPED_BY_ITSELF = """
            update power_intent i set status = 'DONE', verified_at = ?, problem = null from services s
                    join vm_state v on v.service_id = s.id and v.state = 'STOPPED'
                where s.id = i.service_id and s.server_id = ? and i.status in ('OPEN', 'STAFF') and i.action = 'STOP'
                    and not exists (select 1 from suspension u where u.service_id = s.id and u.lifted_at is null)
            """;
    private static final String NOT_WANTED = """
            update power_intent i set status = 'OBSOLETE' from services s
                where s.id = i.service_id and s.server_id = ? and i.status in ('OPEN', 'STAFF')
                    and (i.action = 'STOP') <> exists
                        (select 1 from suspension u where u.service_id = s.id and u.lifted_at is null)
            """;
    private static final String ADD = """
            insert into power_intent (service_id, action, written_at, next_at, status)
                select s.id, case when should.stop then 'STOP' else 'START' end, ?, ?, 'OPEN'
                    from services s left join vm_state v on v.service_id = s.id
                    cross join lateral (select exists (select 1 from suspension u
                        where u.service_id = s.id and u.lifted_at is null) as stop) should
                    left join lateral (select i.action from power_intent i
                        where i.service_id = s.id and i.status = 'DONE' order by i.id desc limit 1) last on true
                    where s.server_id = ? and s.last_day is null and coalesce(v.state, 'UNKNOWN') <> 'GONE'
                        and s.id in (select service_id from suspension where lifted_at is null
                            union select service_id from power_intent where status = 'DONE'
                            union select service_id from restart_due)
                        and (should.stop and coalesce(v.state, 'UNKNOWN') <> 'STOPPED'
                            or not should.stop and (last.action = 'STOP'
                                or s.id in (select service_id from restart_due)))
                on conflict (service_id) where status in ('OPEN', 'STAFF') do nothing
            """;
    private static final String DUE = """
            select i.*, s.vm_id, s.vm_name from open_intent i join services s on s.id = i.service_id
                where s.server_id = ? and i.next_at <= ? and i.id > ? order by i.id limit ?
            """;

    private static final String POSTPONE = """
            update power_intent i set next_at = ?, problem = ? from open_intent o join services s on s.id = o.service_id
                where o.id = i.id and s.server_id = ? and o.next_at <= ?
            """;

    private Intents() {}

    record Intent(long id, long serviceId, String vmId, String vmName, PowerAction action, int attempts) {}

    /**
     * Writes what is missing between what should be and what is. A service is started only if the last thing that Vimeter
     * did to it was to stop it, or it ran when its suspension began: an owner may keep his VM off.
     */
    static void write(Session session, long serverId, Instant at) throws SQLException {
        drop(session, serverId, at);
        add(session, serverId, at);
    }

    /** Needs VMs that were looked at just now: a stop that nobody wants any more may have been carried out unseen. */
    private static void drop(Session session, long serverId, Instant at) throws SQLException {
        session.update(STOPPED_BY_ITSELF, at, serverId);
        session.update(NOT_WANTED, serverId);
    }

    /** What is missing, where nothing is under way. */
    static void add(Session session, long serverId, Instant at) throws SQLException {
        session.update(ADD, at, at, serverId);
    }

    /** What a person asks for; nothing when something is under way for the VM already. */
    static void ask(Session session, long serviceId, PowerAction action, String actor, Instant at) throws SQLException {
        session.update("""
                        insert into power_intent (service_id, action, written_at, next_at, status, asked_by)
                            values (?, ?, ?, ?, 'OPEN', ?) on conflict (service_id) where status in ('OPEN', 'STAFF') do nothing
                        """, serviceId, action, at, at, actor);
    }

    /** The next ones after a given one, by number. */
    static List<Intent> due(Session session, long serverId, Instant at, long after, int most) throws SQLException {
        return session.list(DUE, Intents::intent, serverId, at, after, most);
    }

    private static Intent intent(Row row) throws SQLException {
        return new Intent(
                row.number("id"),
                row.number("service_id"),
                row.text("vm_id"),
                row.text("vm_name"),
                row.constant("action", PowerAction.class),
                (int) row.number("attempts"));
    }

    static void done(Session session, Intent intent, Instant at) throws SQLException {
        session.update(
                "update power_intent set status = 'DONE', verified_at = ?, problem = null where id = ?",
                at,
                intent.id());
    }

    /** The server could not be asked: that is no failure of any VM, and does not count. */
    static void postpone(Session session, long serverId, Problem problem, Instant at) throws SQLException {
        session.update(POSTPONE, at.plus(Backoff.FIRST), problem.stored(), serverId, at);
    }

    /** What the server said; whether it counts is decided when the VM is read. */
    static void answered(Session session, Intent intent, Problem problem) throws SQLException {
        session.update("update power_intent set problem = ? where id = ?", problem.stored(), intent.id());
    }

    /** Tries again after one minute, two, four … an hour; the tenth failure becomes a task for staff, and is still tried each hour. */
    static void failed(Session session, Intent intent, Problem problem, Instant at) throws SQLException {
        int attempts = intent.attempts() + 1;
        session.update(
                "update power_intent set attempts = ?, next_at = ?, status = ?, problem = ? where id = ?",
                attempts,
                at.plus(Backoff.after(attempts)),
                attempts >= Backoff.ATTEMPTS ? "STAFF" : "OPEN",
                problem.stored(),
                intent.id());
    }
}
