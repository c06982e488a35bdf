package org.vimeter.login;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vimeter.db.Db;
import org.vimeter.db.Row;
import org.vimeter.db.Session;
import org.vimeter.login.Logins.Login;

/** Sessions of browsers: they end after half an hour without a request, and after twelve hours in any case. */
public final class Sessions {
    private static final String BEGIN = """
            insert into login_session (digest, login_id, half, begun_at, seen_at, address, agent) values (?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String FIND = """
            select l.*, s.half, s.seen_at from login_session s join login l on l.id = s.login_id
                where s.digest = ? and s.seen_at > ? and s.begun_at > case when s.half then ? else ? end
                    and l.disabled_at is null
            """;

    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final Duration HALF = Duration.ofMinutes(5);
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final int LONGEST_AGENT = 300;

    private final Db db;
    private final Clock clock;
    private final SecurityLog log;

    public Sessions(Db db, Clock clock, SecurityLog log) {
        this.db = db;
        this.clock = clock;
        this.log = log;
    }

    /** @param half the password was right, and the second factor is still owed: nothing is open yet */
    public record Open(Login login, boolean half) {}

    /** @param id names it without opening it */
    public record Listed(String id, Instant begunAt, Instant seenAt, String address, String agent) {}

    /** Where a browser is and what it calls itself. */
    public record Browser(String address, String agent) {
        public Browser {
            agent = agent.length() > LONGEST_AGENT ? agent.substring(0, LONGEST_AGENT) : agent;
        }
    }

    /** The key that the browser must send with each request. */
    public String begin(Login login, boolean half, Browser browser) {
        var key = Keys.fresh();
        var now = clock.instant();
        db.change(session -> {
            session.update("delete from login_session where seen_at < ?", now.minus(IDLE));
            session.update(BEGIN, Keys.digest(key), login.id(), half, now, now, browser.address(), browser.agent());
        });
        return key;
    }

    public Optional<Open> find(String key) {
        var now = clock.instant();
        var digest = Keys.digest(key);
        return db.transaction(session -> {
            var found =
                    session.find(FIND, Sessions::seen, digest, now.minus(IDLE), now.minus(HALF), now.minus(LONGEST));
            if (found.isPresent() && found.get().at().isBefore(now.minus(STEP))) {
                session.update("update login_session set seen_at = ? where digest = ?", now, digest);
            }
            return found.map(Seen::open);
        });
    }

    public void end(String key) {
        db.update("delete from login_session where digest = ?", Keys.digest(key));
    }

    /** One of a person's own sessions, by the name that {@link #of} gave it. */
    public void end(Login owner, String id) {
        if (db.update("delete from login_session where login_id = ? and digest = ?", owner.id(), id) > 0) {
            log.event("session.ended", owner.name(), "", "actor", owner.name());
        }
    }

    public void endAll(Login owner, String actor) {
        db.change(session -> endAll(session, owner.id()));
        log.event("sessions.ended", owner.name(), "", "actor", actor);
    }

    static void endAll(Session session, long loginId) throws SQLException {
        session.update("delete from login_session where login_id = ?", loginId);
    }

    /** The latest 50, newest first. */
    public List<Listed> of(long loginId) {
        var now = clock.instant();
        return db.list(
                "select * from login_session where login_id = ? and seen_at > ? and begun_at > ? and not half order by seen_at desc limit 50",
                Sessions::listed,
                loginId,
                now.minus(IDLE),
                now.minus(LONGEST));
    }

    private static Listed listed(Row row) throws SQLException {
        return new Listed(
                row.text("digest"),
                row.instant("begun_at"),
                row.instant("seen_at"),
                row.text("address"),
                row.text("agent"));
    }

    private record Seen(Open open, Instant at) {}

    private static Seen seen(Row row) throws SQLException {
        return new Seen(new Open(Login.of(row), row.flag("half")), row.instant("seen_at"));
    }
}
