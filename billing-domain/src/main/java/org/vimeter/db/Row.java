package org.vimeter.db;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.vimeter.money.Money;

/** The present row of a result. A getter without "OrNull" in its name is for a column that cannot be null. */
public final class Row {
    private final ResultSet result;

    Row(ResultSet result) {
        this.result = result;
    }

    public long number(String column) throws SQLException {
        return result.getLong(column);
    }

    public long number(int position) throws SQLException {
        return result.getLong(position);
    }

    public <I extends Id> I id(String column, LongFunction<I> type) throws SQLException {
        return type.apply(number(column));
    }

    public <I extends Id> @Nullable I idOrNull(String column, LongFunction<I> type) throws SQLException {
        var number = numberOrNull(column);
        return number == null ? null : type.apply(number);
    }

    public @Nullable Long numberOrNull(String column) throws SQLException {
        return nullable(result.getLong(column));
    }

    public @Nullable Long numberOrNull(int position) throws SQLException {
        return nullable(result.getLong(position));
    }

    public @Nullable Integer integerOrNull(String column) throws SQLException {
        int number = result.getInt(column);
        return result.wasNull() ? null : Integer.valueOf(number);
    }

    public boolean flag(String column) throws SQLException {
        return result.getBoolean(column);
    }

    public @Nullable Boolean flagOrNull(String column) throws SQLException {
        boolean flag = result.getBoolean(column);
        return result.wasNull() ? null : flag;
    }

    public String text(String column) throws SQLException {
        return result.getString(column);
    }

    public @Nullable String textOrNull(String column) throws SQLException {
        return result.getString(column);
    }

    /** An array of text, whose elements are none of them null. */
    public List<String> texts(String column) throws SQLException {
        return Arrays.asList((String[]) result.getArray(column).getArray());
    }

    /** An array of bigint, whose elements may be null. */
    public List<@Nullable Long> numbers(String column) throws SQLException {
        return Arrays.asList((@Nullable Long[]) result.getArray(column).getArray());
    }

    public BigDecimal decimal(String column) throws SQLException {
        return result.getBigDecimal(column);
    }

    public @Nullable BigDecimal decimalOrNull(String column) throws SQLException {
        return result.getBigDecimal(column);
    }

    public Money money(String column, String currencyColumn) throws SQLException {
        return new Money(decimal(column), Currency.getInstance(text(currencyColumn)));
    }

    public LocalDate day(String column) throws SQLException {
        return result.getObject(column, LocalDate.class);
    }

    public @Nullable LocalDate dayOrNull(String column) throws SQLException {
        return result.getObject(column, LocalDate.class);
    }

    public Instant instant(String column) throws SQLException {
        return result.getObject(column, OffsetDateTime.class).toInstant();
    }

    public @Nullable Instant instantOrNull(String column) throws SQLException {
        var at = result.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    public <E extends Enum<E>> E constant(String column, Class<E> type) throws SQLException {
        return Enum.valueOf(type, text(column));
    }

    public <E extends Enum<E>> @Nullable E constantOrNull(String column, Class<E> type) throws SQLException {
        var name = textOrNull(column);
        return name == null ? null : Enum.valueOf(type, name);
    }

    private @Nullable Long nullable(long number) throws SQLException {
        return result.wasNull() ? null : number;
    }
}
