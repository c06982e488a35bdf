package org.vimeter.office;

import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.vimeter.catalog.Meters;
import org.vimeter.problem.Refused;

/** Which addresses and settings a server may have. */
final class ServerRules {
    private static final Pattern METER_SETTING =
            Pattern.compile("meter\\.([A-Za-z_][A-Za-z0-9_]*)\\.(field|unit|maximum|per-cpu)");

    private final Meters meters;
    private final Map<String, ?> units;
    private final Map<String, String> defaults;

    ServerRules(Meters meters, Map<String, ?> units, Map<String, String> defaults) {
        this.meters = meters;
        this.units = units;
        this.defaults = defaults;
    }

    static void checkAddress(String server, URI url) {
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!web || url.getHost() == null || url.getUserInfo() != null || url.getFragment() != null) {
            throw Refused.because("server.address", server, url);
        }
    }

    void check(String server, Map<String, String> settings) {
        settings.forEach((name, value) -> check(server, name, value));
    }

    private void check(String server, String name, String value) {
        var meter = METER_SETTING.matcher(name);
        boolean known = meter.matches() ? meters.has(meter.group(1)) : defaults.containsKey(name);
        if (!known) {
            throw Refused.because("server.setting-name", server, name);
        }
        if (!isFit(name, value)) {
            throw Refused.because("server.setting-value", server, name, value);
        }
    }

    private boolean isFit(String name, String value) {
        if (name.endsWith(".unit")) {
            return units.containsKey(value);
        }
        if (name.endsWith(".maximum") && name.startsWith("meter.")) {
            return value.isBlank() || isNumber(value, "\\d{1,30}(\\.\\d{1,30})?");
        }
        if (name.endsWith("date.format")) {
            return isDateFormat(value);
        }
        return switch (name) {
            case "concurrency" -> isBetween(value, 1, 64);
            case "timeout" -> isBetween(value, 1, 600);
            case "cpus.unknown" -> isBetween(value, 1, 4096);
            case "answer.maximum" -> isBetween(value, 1024, 1 << 30);
            default -> value.length() <= 200;
        };
    }

    private static boolean isNumber(String value, String form) {
        return value.matches(form);
    }

    private static boolean isBetween(String value, long least, long most) {
        return isNumber(value, "\\d{1,12}")
                && new BigDecimal(value).compareTo(BigDecimal.valueOf(least)) >= 0
                && new BigDecimal(value).compareTo(BigDecimal.valueOf(most)) <= 0;
    }

    /** A form that can write a day and read the same day back. */
    private static boolean isDateFormat(String value) {
        try {
            var format = DateTimeFormatter.ofPattern(value, Locale.ROOT);
            var day = LocalDate.of(2026, 12, 31);
            return LocalDate.from(format.parse(format.format(day))).equals(day);
        } catch (IllegalArgumentException | DateTimeException e) {
            return false; // the caller says which setting, with the value
        }
    }
}
