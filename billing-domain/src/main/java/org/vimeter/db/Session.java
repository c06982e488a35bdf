package org.vimeter.db;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One open transaction. */
public final class Session {
    private final Connection connection;

    Session(Connection connection) {
        this.connection = connection;
    }

    public interface Mapper<T> {
        T map(Row row) throws SQLException;
    }

    public interface Each {
        void accept(Row row) throws SQLException;
    }

    public <T> List<T> list(String sql, Mapper<T> mapper, @Nullable Object... values) throws SQLException {
        var found = new ArrayList<T>();
        each(sql, row -> found.add(mapper.map(row)), values);
        return found;
    }

    public void each(String sql, Each each, @Nullable Object... values) throws SQLException {
        try (var statement = prepare(sql, values);
                var result = statement.executeQuery()) {
            var row = new Row(result);
            while (result.next()) {
                each.accept(row);
            }
        }
    }

    public <T> Optional<T> find(String sql, Mapper<T> mapper, @Nullable Object... values) throws SQLException {
        var found = list(sql, mapper, values);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    /** The single row that the statement must give. */
    public <T> T one(String sql, Mapper<T> mapper, @Nullable Object... values) throws SQLException {
        return find(sql, mapper, values).orElseThrow(() -> new IllegalStateException("No row: " + sql));
    }

    public int update(String sql, @Nullable Object... values) throws SQLException {
        try (var statement = prepare(sql, values)) {
            return statement.executeUpdate();
        }
    }

    /** Row numbers as one value, for {@code unnest(?)} or {@code = any(?)}. */
    public Array ids(Collection<Long> ids) throws SQLException {
        return connection.createArrayOf("bigint", ids.toArray());
    }

    /** Texts, or what has one, as one value, for {@code unnest(?)} or {@code = any(?)}. */
    public Array texts(Collection<? extends @Nullable Object> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }

    /** Days as one value, for {@code unnest(?)} or {@code = any(?)}. */
    public Array days(Collection<LocalDate> days) throws SQLException {
        return connection.createArrayOf("date", days.toArray());
    }

    private PreparedStatement prepare(String template, @Nullable Object... values) throws SQLException {
        var sql = template;
        var all = new ArrayList<@Nullable Object>();
        for (var value : values) {
            if (value instanceof Rows<?> rows) {
                sql = sql.replaceFirst("@rows", rows.sql());
                all.addAll(rows.values(connection::createArrayOf));
            } else {
                all.add(value);
            }
        }
        var statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < all.size(); i++) {
                set(statement, i + 1, all.get(i));
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private static void set(PreparedStatement statement, int position, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(position, Types.NULL);
        } else if (value instanceof Instant instant) {
            statement.setObject(position, instant.atOffset(ZoneOffset.UTC));
        } else if (value instanceof LocalDate || value instanceof Array || value instanceof Number) {
            statement.setObject(position, value);
        } else if (value instanceof Id id) {
            statement.setLong(position, id.value());
        } else if (value instanceof Boolean flag) {
            statement.setBoolean(position, flag);
        } else {
            statement.setString(position, value.toString());
        }
    }
}
