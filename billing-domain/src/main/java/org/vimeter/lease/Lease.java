package org.vimeter.lease;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.vimeter.db.Db;
import org.vimeter.db.DbFault;
import org.vimeter.db.Session;

/**
 * The right to work on something, held by one node at a time.
 *
 * <p>The token grows with every holder, and each chunk checks it in its own transaction: who was taken for dead can
 * wake up and write nothing. A living holder extends its lease every ten seconds, whatever else it waits for; one that is
 * paused is followed after three quarters of a minute. One whose database session is gone, as it is when its process was killed,
 * is followed at once: an advisory lock of that session stands for it. A pooler between that shares sessions keeps such a lock
 * for longer, and the lease then ends by its time alone.
 */
public final class Lease implements Fence, AutoCloseable {
    private static final String INSERT = """
            insert into lease as l (name, holder, token, expires_at)
                values (?, ?, 1, clock_timestamp() + ? * interval '1 second')
                on conflict (name) do update set holder = excluded.holder, token = l.token + 1,
                        expires_at = excluded.expires_at
                    where l.expires_at < clock_timestamp()
                        or not exists (select 1 from pg_locks k where k.locktype = 'advisory' and k.granted
                            and k.database = (select oid from pg_database where datname = current_database())
                            and k.classid = hashtext(l.name)::bit(32)::bigint::oid and k.objid = l.token::oid)
                returning token
            """;

    private static final Logger LOG = Logger.getLogger(Lease.class.getName());
    private static final Duration TIME = Duration.ofSeconds(45);
    private static final Duration BEAT = Duration.ofSeconds(10);
    private static final String EXTEND =
            "update lease set expires_at = clock_timestamp() + ? * interval '1 second' where name = ? and token = ?";

    private final Db db;
    private final String name;
    private final long token;
    private final Connection session;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread heart;

    private Lease(Db db, String name, long token, Connection session) {
        this.db = db;
        this.name = name;
        this.token = token;
        this.session = session;
        this.heart = new Thread(this::beat, "lease " + name);
        heart.setDaemon(true);
    }

    public static Optional<Lease> take(Db db, String name, String holder) {
        var session = db.connect();
        try {
            var token = take(session, name, holder);
            if (token.isEmpty()) {
                session.close();
            }
            return token.map(number -> new Lease(db, name, number, session).alive());
        } catch (SQLException e) {
            closeQuietly(session, e);
            throw new DbFault(e);
        }
    }

    private Lease alive() {
        heart.start();
        return this;
    }

    /** The lock is there before anybody else can see the row. */
    private static Optional<Long> take(Connection session, String name, String holder) throws SQLException {
        session.setAutoCommit(false);
        try {
            var token = insert(session, name, holder);
            if (token.isPresent()) {
                lock(session, "select pg_advisory_lock(hashtext(?), ?)", name, token.get());
            }
            session.commit();
            return token;
        } catch (SQLException e) {
            session.rollback();
            throw e;
        } finally {
            session.setAutoCommit(true);
        }
    }

    private static Optional<Long> insert(Connection session, String name, String holder) throws SQLException {
        var sql = INSERT;
        try (var statement = session.prepareStatement(sql)) {
            statement.setString(1, name);
            statement.setString(2, holder);
            statement.setLong(3, TIME.toSeconds());
            try (var result = statement.executeQuery()) {
                return result.next() ? Optional.of(result.getLong(1)) : Optional.empty();
            }
        }
    }

    private static void lock(Connection session, String sql, String name, long token) throws SQLException {
        try (var statement = session.prepareStatement(sql)) {
            statement.setString(1, name);
            statement.setInt(2, Math.toIntExact(token));
            statement.execute();
        }
    }

    /** Says in the session that stands for the lease that its holder lives, until the lease is closed or lost. */
    private void beat() {
        try (var statement = session.prepareStatement(EXTEND)) {
            boolean held = true;
            while (held && !closed.await(BEAT.toSeconds(), TimeUnit.SECONDS)) {
                held = extend(statement);
            }
        } catch (SQLException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "The lease “" + name + "” is not extended; its work ends at its next check");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean extend(PreparedStatement statement) throws SQLException {
        statement.setLong(1, TIME.toSeconds());
        statement.setString(2, name);
        statement.setLong(3, token);
        return statement.executeUpdate() == 1;
    }

    /** Extends the lease, or throws {@link LeaseLost} so that the transaction rolls back. */
    @Override
    public void check(Session session) throws SQLException {
        if (session.update(EXTEND, TIME.toSeconds(), name, token) == 0) {
            throw new LeaseLost(name);
        }
    }

    @Override
    public void release(Session inTransaction) throws SQLException {
        inTransaction.update(
                "update lease set expires_at = clock_timestamp() - interval '1 second' where name = ? and token = ?",
                name,
                token);
    }

    /** Lets go; what was let go of already stays so. */
    @Override
    public void close() {
        if (closed.getCount() == 0) {
            return;
        }
        closed.countDown();
        try (session) {
            heart.join(BEAT.toMillis()); // it may be at the session just now
            db.change(this::release);
            lock(session, "select pg_advisory_unlock(hashtext(?), ?)", name, token);
        } catch (SQLException e) {
            // The lock is gone with the session; that the work is through was said on another one.
            LOG.log(Level.INFO, e, () -> "The session of the lease “" + name + "” ended before the lease");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the lease ends with its session, or by its time
        }
    }

    private static void closeQuietly(Connection session, SQLException because) {
        try {
            session.close();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }
}
