package org.vimeter.vm;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vimeter.problem.Faults;

/**
 * Reads the settings of one server. A dialect asks for each setting by name, with its default; what cannot be read is a fault
 * at that name, and reads as its default.
 */
public final class Settings {
    private static final int LONGEST = 200;
    private static final Pattern FIGURE = Pattern.compile("\\d{1,30}(\\.\\d{1,30})?");
    private static final Pattern FACTOR = Pattern.compile("\\d{1,10}(\\.\\d{1,10})?");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,12}");

    private final Map<String, String> own;
    private final Map<String, String> read = new LinkedHashMap<>();
    private final Faults faults;

    /** A form of dates, as it is written and as it is used. */
    public record DateForm(String pattern, DateTimeFormatter formatter) {}

    /** @param own only what differs from the defaults */
    public Settings(Map<String, String> own, Faults faults) {
        this.own = Map.copyOf(own);
        this.faults = faults;
    }

    /** Every setting that was asked for, with its value. */
    public Map<String, String> all() {
        return Collections.unmodifiableMap(read);
    }

    /** What nobody asked for is a fault. */
    public void refuseOthers() {
        own.keySet().stream()
                .filter(name -> !read.containsKey(name))
                .sorted()
                .forEach(name -> faults.add(name, "server.setting-name", name));
    }

    public String text(String name, String otherwise) {
        return fit(name, otherwise, value -> value.length() <= LONGEST);
    }

    public int whole(String name, int otherwise, int least, int most) {
        return Integer.parseInt(fit(
                name,
                String.valueOf(otherwise),
                value -> WHOLE.matcher(value).matches()
                        && Long.parseLong(value) >= least
                        && Long.parseLong(value) <= most));
    }

    /** A plain decimal that is not negative; null when the text is empty. */
    public @Nullable BigDecimal figure(String name, String otherwise) {
        var text = fit(
                name,
                otherwise,
                value -> value.isBlank() || FIGURE.matcher(value).matches());
        return text.isBlank() ? null : new BigDecimal(text);
    }

    /** A plain decimal greater than zero. */
    public BigDecimal factor(String name, String otherwise) {
        return new BigDecimal(
                fit(name, otherwise, value -> FACTOR.matcher(value).matches() && new BigDecimal(value).signum() > 0));
    }

    public boolean isYes(String name, boolean otherwise) {
        return oneOf(name, otherwise ? "yes" : "no", "yes", "no").equals("yes");
    }

    public String oneOf(String name, String otherwise, String... allowed) {
        return fit(name, otherwise, List.of(allowed)::contains);
    }

    /** Separated by commas; blanks around them and empty ones do not count. */
    public List<String> list(String name, String otherwise) {
        return Arrays.stream(text(name, otherwise).split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** {@code a=b&c=d}. */
    public Map<String, String> pairs(String name, String otherwise) {
        var pairs = new LinkedHashMap<String, String>();
        for (var part : text(name, otherwise).split("&", -1)) {
            var pair = part.split("=", 2);
            if (pair.length == 2) {
                pairs.put(pair[0], pair[1]);
            }
        }
        return pairs;
    }

    /** A form of dates, which can write a day and read the same day back. */
    public DateForm dates(String name, String otherwise) {
        var pattern = fit(name, otherwise, Settings::isDateForm);
        return new DateForm(pattern, DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
    }

    private static boolean isDateForm(String value) {
        try {
            var form = DateTimeFormatter.ofPattern(value, Locale.ROOT);
            var day = LocalDate.of(2026, 12, 31).atStartOfDay();
            return LocalDate.from(form.parse(form.format(day))).equals(day.toLocalDate());
        } catch (IllegalArgumentException | DateTimeException e) {
            return false; // a fault with the name and the value
        }
    }

    /** None when the text is empty. */
    public @Nullable ZoneId zone(String name) {
        var zone = fit(name, "", value -> value.isEmpty() || isZone(value));
        return zone.isEmpty() ? null : ZoneId.of(zone);
    }

    private static boolean isZone(String value) {
        try {
            return ZoneId.of(value).getId().equals(value);
        } catch (DateTimeException e) {
            return false; // a fault with the name and the value
        }
    }

    /** Whether the server has a setting of its own by that name. */
    public boolean has(String name) {
        return own.containsKey(name);
    }

    /** What a server is told a VM's resources by: {@code resource.NAME.field} and {@code .unit}. In the order of the defaults. */
    public Map<String, Resource> resources(List<Resource> defaults) {
        return parts(
                "resource",
                defaults,
                Resource::name,
                Resource::untold,
                (prefix, otherwise) -> new Resource(
                        otherwise.name(),
                        text(prefix + "field", otherwise.field()),
                        text(prefix + "unit", otherwise.unit())));
    }

    /** {@code meter.NAME.unit}, {@code .maximum} and {@code .per-cpu}. In the order of the defaults. */
    public Map<String, MeterFigures> meters(List<MeterFigures> defaults) {
        return parts("meter", defaults, MeterFigures::meter, MeterFigures::unbounded, (prefix, otherwise) -> {
            var maximum = otherwise.maximum();
            return new MeterFigures(
                    otherwise.meter(),
                    text(prefix + "unit", otherwise.unit()),
                    figure(prefix + "maximum", maximum == null ? "" : maximum.toPlainString()),
                    isYes(prefix + "per-cpu", otherwise.perCpu()));
        });
    }

    /** By name, those that have defaults and those of the server's own settings. */
    private <T> Map<String, T> parts(
            String kind,
            List<T> defaults,
            Function<T, String> name,
            Function<String, T> otherwise,
            BiFunction<String, T, T> reader) {
        var parts = new LinkedHashMap<String, T>();
        defaults.forEach(part -> parts.put(name.apply(part), part));
        var pattern = Pattern.compile(kind + "\\.([A-Za-z_][A-Za-z0-9_]*)\\..*");
        own.keySet().stream()
                .sorted()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .forEach(match -> parts.computeIfAbsent(match.group(1), otherwise));
        parts.replaceAll((part, before) -> reader.apply(kind + "." + part + ".", before));
        return Collections.unmodifiableMap(parts);
    }

    private String fit(String name, String otherwise, Predicate<String> fits) {
        var value = own.getOrDefault(name, otherwise);
        boolean fit = fits.test(value);
        if (!fit && !read.containsKey(name)) {
            faults.add(name, "server.setting-value", name, value);
        }
        read.put(name, fit ? value : otherwise);
        return fit ? value : otherwise;
    }
}
