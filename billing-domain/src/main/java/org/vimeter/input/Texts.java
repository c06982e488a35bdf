package org.vimeter.input;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vimeter.money.Currencies;
import org.vimeter.money.Money;
import org.vimeter.problem.Refused;

/**
 * What a text of a request means: forms, bodies and addresses are read with these words alone. Days and months are in years of
 * four digits, since with others neither arithmetic nor the database can be relied on.
 */
public final class Texts {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,20}(\\.\\d{1,20})?");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern BLANKS = Pattern.compile("[ \\u00a0]");
    private static final int LONGEST_WHOLE = 18;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9998;

    private Texts() {}

    /** Without blanks around it, and without control characters: no name needs them, and PostgreSQL takes no NUL. */
    public static String plain(@Nullable String text) {
        return text == null ? "" : CONTROL.matcher(text).replaceAll("").strip();
    }

    /** What a text that may be left out means; null without one. */
    public static <T> @Nullable T orNull(@Nullable String text, Function<String, T> meaning) {
        return text == null || text.isBlank() ? null : meaning.apply(text);
    }

    /** A figure as people write it in forms and catalogs, without the blanks between its digits. */
    public static String figure(String text) {
        return BLANKS.matcher(text.strip()).replaceAll("");
    }

    /** With a point for decimals, and nothing else. */
    public static BigDecimal number(@Nullable String text) {
        if (text == null || !NUMBER.matcher(text).matches()) {
            throw Refused.because("request.number", plain(text));
        }
        return new BigDecimal(text);
    }

    /** Whether it is a number that is not negative, with a point for decimals. */
    public static boolean isQuantity(String text) {
        return NUMBER.matcher(text).matches() && !text.startsWith("-");
    }

    /** A number without decimals. */
    public static long whole(String text) {
        var number = number(text);
        if (number.scale() > 0 || number.precision() > LONGEST_WHOLE) {
            throw Refused.because("request.whole", text);
        }
        return number.longValueExact();
    }

    public static Money money(@Nullable String amount, Currency currency) {
        try {
            return new Money(number(amount), currency);
        } catch (IllegalArgumentException e) {
            throw Refused.because("money.amount", plain(amount), currency);
        }
    }

    public static Currency currency(String code) {
        return Currencies.find(code).orElseThrow(() -> Refused.because("account.currency", code));
    }

    /** Of the form 2026-05-31. */
    public static LocalDate day(String text) {
        try {
            var day = LocalDate.parse(text);
            if (isUsual(day.getYear())) {
                return day;
            }
        } catch (DateTimeException e) {
            // said below, as of any other text that is no day
        }
        throw Refused.because("request.day", text);
    }

    /** Of the form 2026-05. */
    public static YearMonth month(String text) {
        try {
            var month = YearMonth.parse(text);
            if (isUsual(month.getYear())) {
                return month;
            }
        } catch (DateTimeException e) {
            // said below, as of any other text that is no month
        }
        throw Refused.because("request.month", text);
    }

    public static boolean flag(String text) {
        return switch (plain(text)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Refused.because("request.constant", text, "[true, false]");
        };
    }

    /** In capitals or not. */
    public static <E extends Enum<E>> E constant(Class<E> type, String text) {
        var plain = plain(text).toUpperCase(Locale.ROOT);
        var all = type.getEnumConstants();
        return Arrays.stream(all)
                .filter(one -> one.name().equals(plain))
                .findFirst()
                .orElseThrow(() -> Refused.because("request.constant", plain(text), Arrays.toString(all)));
    }

    /** The same, or what stands for it when nothing was written. */
    public static <E extends Enum<E>> E constant(Class<E> type, @Nullable String text, E otherwise) {
        return text == null || text.isBlank() ? otherwise : constant(type, text);
    }

    private static boolean isUsual(int year) {
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }
}
