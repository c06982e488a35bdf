package org.vimeter.lease;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.vimeter.db.Db;
import org.vimeter.db.DbFault;
import org.vimeter.db.Session;

/**
 * The right to work on something, held by one node at a time.
 *
 * <p>The token grows with every holder, and each chunk checks it in its own transaction: who was taken for dead can
 * wake up and write nothing. A lease is taken over when its time is up, or at once when the database session that took it
 * is gone, as it is when its process was killed.
 */
public final class Lease implements Fence, AutoCloseable {
    private static final Duration TIME = Duration.ofMinutes(5);

    private final Db db;
    private final String name;
    private final long token;
    private final Connection session;
    private final Duration time;

    private Lease(Db db, String name, long token, Connection session, Duration time) {
        this.time = time;
        this.db = db;
        this.name = name;
        this.token = token;
        this.session = session;
    }

    public static Optional<Lease> take(Db db, String name, String holder) {
        return take(db, name, holder, TIME);
    }

    /** @param time for which a living holder may be silent */
    public static Optional<Lease> take(Db db, String name, String holder, Duration time) {
        var session = db.connect();
        try {
            var token = take(session, name, holder, time);
            if (token.isPresent()) {
                return Optional.of(new Lease(db, name, token.get(), session, time));
            }
            session.close();
            return Optional.empty();
        } catch (SQLException e) {
            closeQuietly(session, e);
            throw new DbFault(e);
        }
    }

    private static Optional<Long> take(Connection session, String name, String holder, Duration time)
            throws SQLException {
        var sql = """
                insert into lease as l (name, holder, token, backend, expires_at)
                    values (?, ?, 1, pg_backend_pid(), clock_timestamp() + ? * interval '1 second')
                    on conflict (name) do update set holder = excluded.holder, token = l.token + 1,
                            backend = excluded.backend, expires_at = excluded.expires_at
                        where l.expires_at < clock_timestamp()
                            or not exists (select 1 from pg_stat_activity a where a.pid = l.backend)
                    returning token
                """;
        try (var statement = session.prepareStatement(sql)) {
            statement.setString(1, name);
            statement.setString(2, holder);
            statement.setLong(3, time.toSeconds());
            try (var result = statement.executeQuery()) {
                return result.next() ? Optional.of(result.getLong(1)) : Optional.empty();
            }
        }
    }

    /** Extends the lease, or throws {@link LeaseLost} so that the transaction rolls back. */
    @Override
    public void check(Session session) throws SQLException {
        int held = session.update("""
                update lease set expires_at = clock_timestamp() + ? * interval '1 second' where name = ? and token = ?
                """, time.toSeconds(), name, token);
        if (held == 0) {
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

    @Override
    public void close() {
        try (session) {
            db.change(this::release);
        } catch (SQLException e) {
            throw new DbFault(e);
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
