package org.vimeter.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Opens transactions of its own; never joins one of the container's. */
public final class Db {
    private final DataSource source;

    public Db(DataSource source) {
        this.source = source;
    }

    public interface Work<T> {
        T in(Session session) throws SQLException;
    }

    public interface Change {
        void in(Session session) throws SQLException;
    }

    /** Commits when the work returns, rolls back when it throws. */
    public <T> T transaction(Work<T> work) {
        return perform(work, true);
    }

    public void change(Change work) {
        transaction(session -> {
            work.in(session);
            return true;
        });
    }

    /** Does the work for its answer alone: everything that it wrote is rolled back. */
    public <T> T rehearse(Work<T> work) {
        return perform(work, false);
    }

    public <T> List<T> list(String sql, Session.Mapper<T> mapper, @Nullable Object... values) {
        return transaction(session -> session.list(sql, mapper, values));
    }

    public <T> Optional<T> find(String sql, Session.Mapper<T> mapper, @Nullable Object... values) {
        return transaction(session -> session.find(sql, mapper, values));
    }

    public int update(String sql, @Nullable Object... values) {
        return transaction(session -> session.update(sql, values));
    }

    /** A connection outside any transaction, for what must live longer than one. */
    public Connection connect() {
        try {
            return source.getConnection();
        } catch (SQLException e) {
            throw new DbFault(e);
        }
    }

    private <T> T perform(Work<T> work, boolean keep) {
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.in(new Session(connection));
                if (keep) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new DbFault(e);
        }
    }
}
