package org.vimeter.input;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vimeter.measure.Unit;
import org.vimeter.money.Currencies;
import org.vimeter.problem.Faults;
import org.vimeter.problem.Refused;

/** Reads what somebody wrote, field by field; an unreadable field becomes a fault and reads as empty. */
public final class Fields {
    private static final Pattern INTERNAL_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    public final Faults faults;

    public Fields(Faults faults) {
        this.faults = faults;
    }

    public Fields in(String part) {
        return new Fields(faults.in(part));
    }

    /** Without what JSON may have put there: no list at all, or null in it. */
    public static <T> List<T> each(@Nullable List<? extends @Nullable T> list) {
        return list == null
                ? List.of()
                : list.stream()
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .collect(Collectors.toList());
    }

    public static Map<String, String> each(@Nullable Map<String, @Nullable String> map) {
        var texts = new LinkedHashMap<String, String>();
        if (map != null) {
            map.forEach((name, value) -> texts.put(Texts.plain(name), Texts.plain(value)));
        }
        return texts;
    }

    public String required(String field, @Nullable String text, int longest) {
        var plain = Texts.plain(text);
        if (plain.isEmpty()) {
            faults.add(field, "field.missing");
        } else if (plain.length() > longest) {
            faults.add(field, "field.long", longest);
        }
        return plain;
    }

    public String internalName(String field, @Nullable String text) {
        var plain = Texts.plain(text);
        if (!INTERNAL_NAME.matcher(plain).matches()) {
            faults.add(field, "add-on.name", plain);
        }
        return plain;
    }

    /** Null when nothing was written, or nothing that can be read. */
    public @Nullable BigDecimal number(String field, @Nullable String text) {
        var figure = Texts.figure(Texts.plain(text));
        return figure.isEmpty() ? null : read(field, figure, Texts::number);
    }

    private <T> @Nullable T read(String field, String text, Function<String, T> meaning) {
        try {
            return meaning.apply(text);
        } catch (Refused e) {
            faults.add(field, e.problem());
            return null;
        }
    }

    /** A quantity in a unit as whole base units. */
    public @Nullable Long quantity(String field, @Nullable String text, @Nullable Unit unit) {
        var figure = number(field, text);
        return figure == null || unit == null ? null : base(field, figure, unit);
    }

    private @Nullable Long base(String field, BigDecimal figure, Unit unit) {
        try {
            if (figure.signum() >= 0) {
                return unit.toBaseExact(figure);
            }
        } catch (ArithmeticException e) {
            // too fine or too large for whole base units: said below, as of a negative figure
        }
        faults.add(field, "field.quantity", figure.toPlainString(), unit, unit.base());
        return null;
    }

    /** The first of the type when nothing can be read. */
    public <E extends Enum<E>> E constant(String field, Class<E> type, @Nullable String text) {
        var found = read(field, Texts.plain(text), plain -> Texts.constant(type, plain));
        return found == null ? type.getEnumConstants()[0] : found;
    }

    /** Each currency at most once. */
    public List<String> currencies(String field, @Nullable String text) {
        var codes = codes(Texts.plain(text).toUpperCase(Locale.ROOT));
        if (codes.isEmpty()) {
            faults.add(field, "field.missing");
        }
        codes.stream()
                .filter(code -> Currencies.find(code).isEmpty())
                .forEach(code -> faults.add(field, "account.currency", code));
        return codes;
    }

    private static List<String> codes(String text) {
        return Arrays.stream(text.split("[,; ]+", -1))
                .filter(code -> !code.isEmpty())
                .distinct()
                .toList();
    }
}
