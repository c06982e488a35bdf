package org.vimeter.db;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Many rows as one value of a statement, with named columns: {@code @rows} in the SQL stands for them, and is called n.
 *
 * @param <T> what becomes a row
 */
public final class Rows<T> {
    private record Column(String name, String type, List<? extends @Nullable Object> values) {}

    private final Collection<T> rows;
    private final List<Column> columns = new ArrayList<>();
    private String place = "";

    private Rows(Collection<T> rows) {
        this.rows = rows;
    }

    public static <T> Rows<T> of(Collection<T> rows) {
        return new Rows<>(rows);
    }

    public Rows<T> number(String name, Function<T, @Nullable Number> value) {
        return column(name, "bigint", value);
    }

    public Rows<T> integer(String name, Function<T, @Nullable Integer> value) {
        return column(name, "int4", value);
    }

    public Rows<T> decimal(String name, Function<T, ? extends @Nullable Object> value) {
        return column(name, "numeric", value);
    }

    public Rows<T> text(String name, Function<T, ? extends @Nullable Object> value) {
        return column(name, "text", value);
    }

    public Rows<T> day(String name, Function<T, ? extends @Nullable Object> value) {
        return column(name, "date", value);
    }

    /** One more column, with the places of the rows from 1 on. */
    public Rows<T> numbered(String name) {
        place = name;
        return this;
    }

    private Rows<T> column(String name, String type, Function<T, ? extends @Nullable Object> value) {
        columns.add(new Column(name, type, rows.stream().map(value).collect(Collectors.toList())));
        return this;
    }

    String sql() {
        var arrays =
                columns.stream().map(column -> "?::" + column.type() + "[]").collect(Collectors.joining(", "));
        var names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        return place.isEmpty()
                ? "unnest(" + arrays + ") as n (" + names + ")"
                : "unnest(" + arrays + ") with ordinality as n (" + names + ", " + place + ")";
    }

    /** An array for each column. */
    interface Arrays {
        Object of(String type, Object[] values) throws SQLException;
    }

    List<Object> values(Arrays arrays) throws SQLException {
        var values = new ArrayList<>();
        for (var column : columns) {
            values.add(arrays.of(column.type(), column.values().toArray()));
        }
        return values;
    }
}
