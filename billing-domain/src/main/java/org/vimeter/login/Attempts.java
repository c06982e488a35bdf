package org.vimeter.login;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.vimeter.db.Db;
import org.vimeter.db.Session;

/**
 * The brake on guessing, shared by all nodes. A try is taken before it is known to be wrong, so that tries at once are
 * counted like tries in turn. Two bounds: one for a name from an address, one for all names from an address. None is for a
 * name alone, with which anybody could lock it for its owner.
 */
public final class Attempts {
    private static final int MOST_ROWS = 100_000;
    private static final int MOST_REMEMBERED = 1000;
    private static final Duration MEMORY = Duration.ofHours(1);
    private static final Bound PAIR = new Bound(5, 300);
    private static final Bound ADDRESS = new Bound(30, 30);

    private static final String TAKE = """
            insert into login_attempt as a (subject, failures, free_at, last_at, touched)
                values (?, 1, 'epoch', ?, nextval('login_attempt_order'))
            on conflict (subject) do update set
                failures = case when a.last_at < ? then 1 else a.failures + 1 end,
                free_at = case when a.last_at < ? or a.failures + 1 < ? then 'epoch'
                    else excluded.last_at + least(?, 4 * power(2, least(a.failures + 1 - ?, 20))) * interval '1 second' end,
                last_at = excluded.last_at,
                touched = excluded.touched
            where a.free_at <= excluded.last_at
            returning touched
            """;

    private final Db db;
    private final Clock clock;
    private final Recent<Instant> braked = new Recent<>(MOST_REMEMBERED);

    public Attempts(Db db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * @param free failures without a pause
     * @param longest pause in seconds; pauses begin with four and double up to it
     */
    private record Bound(int free, int longest) {}

    /** Takes one try, and says how long to wait if none is to be had; zero when it was taken. */
    public Duration take(String who, String address) {
        var now = clock.instant();
        var braked = braked(address, now);
        if (!braked.isZero()) {
            return braked;
        }
        return db.transaction(session -> {
            var all = subject("", address);
            if (!taken(session, all, ADDRESS, now)) {
                return remember(address, now, left(session, all, now));
            }
            var pair = subject(who, address);
            if (taken(session, pair, PAIR, now)) {
                return Duration.ZERO;
            }
            giveBack(session, all, now);
            return left(session, pair, now);
        });
    }

    /** One try at something that only few can try at all, from whatever addresses. */
    Duration take(String what) {
        var now = clock.instant();
        return db.transaction(session ->
                taken(session, subject(what, ""), PAIR, now) ? Duration.ZERO : left(session, subject(what, ""), now));
    }

    /** It was right. */
    void succeeded(String what) {
        db.update("delete from login_attempt where subject = ?", subject(what, ""));
    }

    /** A flood of guesses is turned away without asking the database for each. */
    private synchronized Duration braked(String address, Instant now) {
        return braked.of(address)
                .filter(until -> until.isAfter(now))
                .map(until -> Duration.between(now, until))
                .orElse(Duration.ZERO);
    }

    private synchronized Duration remember(String address, Instant now, Duration left) {
        braked.say(address, now.plus(left));
        return left;
    }

    /** Nobody looked at the try: it does not count. */
    void notLookedAt(String who, String address) {
        db.change(session -> {
            // The address first, as everywhere, so that two of one address never wait for each other.
            giveBack(session, subject("", address), clock.instant());
            giveBack(session, subject(who, address), clock.instant());
        });
    }

    /** The try was right: it does not count, and the name's failures from this address are forgotten. */
    public void succeeded(String who, String address) {
        db.change(session -> {
            giveBack(session, subject("", address), clock.instant());
            session.update("delete from login_attempt where subject = ?", subject(who, address));
        });
    }

    /** A refused try leaves no trace, so that tries without end push nobody's row out. */
    private static boolean taken(Session session, String subject, Bound bound, Instant now) throws SQLException {
        var braked = session.find(
                "select 1 from login_attempt where subject = ? and free_at > ?", row -> true, subject, now);
        if (braked.isPresent()) {
            return false;
        }
        var order = session.find(
                TAKE,
                row -> row.number("touched"),
                subject,
                now,
                now.minus(MEMORY),
                now.minus(MEMORY),
                bound.free(),
                bound.longest(),
                bound.free());
        if (order.isPresent()) {
            // The longest untouched go first: whoever is being braked was touched last.
            session.update("delete from login_attempt where touched <= ?", order.get() - MOST_ROWS);
        }
        return order.isPresent();
    }

    private static void giveBack(Session session, String subject, Instant now) throws SQLException {
        session.update(
                "update login_attempt set failures = greatest(0, failures - 1), free_at = least(free_at, ?) where subject = ?",
                now,
                subject);
    }

    private static Duration left(Session session, String subject, Instant now) throws SQLException {
        return session.find(
                        "select free_at from login_attempt where subject = ?", row -> row.instant("free_at"), subject)
                .map(free -> Duration.between(now, free))
                .filter(left -> !left.isNegative() && !left.isZero())
                .orElse(Duration.ofSeconds(1));
    }

    private static String subject(String who, String address) {
        return who + " " + address;
    }
}
