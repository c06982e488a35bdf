package org.vimeter.server;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.Meters;
import org.vimeter.catalog.Meters.Meter;
import org.vimeter.measure.Unit;
import org.vimeter.problem.Faults;

/** Which settings a server's dialect may have. */
final class DialectRules {
    private static final Pattern METER_SETTING = Pattern.compile(
            "meter\\.([A-Za-z_][A-Za-z0-9_]*)\\.(field|target|unit|maximum|per-cpu|sample|factor|times-cpus)");
    private static final Pattern RESOURCE_SETTING = Pattern.compile("resource\\.[A-Za-z_][A-Za-z0-9_]*\\.(field|unit)");

    private final Faults faults;

    DialectRules(Faults faults) {
        this.faults = faults;
    }

    /** The units and meters that there are, and the settings of the kind with their defaults. */
    record Vocabulary(Meters meters, Map<String, Unit> units, Map<String, String> defaults) {}

    void check(Map<String, String> settings, Vocabulary known) {
        settings.forEach((name, value) -> {
            var meter = METER_SETTING.matcher(name);
            var resource = RESOURCE_SETTING.matcher(name);
            boolean named = meter.matches()
                    ? known.meters().has(meter.group(1))
                    : resource.matches() || known.defaults().containsKey(name);
            if (!named) {
                faults.add("settings", "server.setting-name", name);
            } else if (meter.matches() && meter.group(2).equals("unit")) {
                unit(known.meters().named(meter.group(1)), value, known.units().get(value));
            } else if (resource.matches() && resource.group(1).equals("unit")) {
                unit(value, known.units().get(value));
            } else if (!isFit(name, value)) {
                faults.add("settings", "server.setting-value", name, value);
            }
            if (named && meter.matches()) {
                requireUnit(meter.group(1), settings, known);
            }
        });
    }

    private void unit(String name, @Nullable Unit unit) {
        if (unit == null) {
            faults.add("settings", "unit.not-known", name);
        }
    }

    private void unit(Meter meter, String name, @Nullable Unit unit) {
        unit(name, unit);
        if (unit != null && !unit.base().name().equals(meter.baseUnit())) {
            faults.add("settings", "server.meter-unit", meter.name(), name, meter.baseUnit());
        }
    }

    /** Figures without a unit could not be read. */
    private void requireUnit(String meter, Map<String, String> settings, Vocabulary known) {
        var name = "meter." + meter + ".unit";
        if (!settings.containsKey(name) && !known.defaults().containsKey(name)) {
            faults.add("settings", "server.setting-unit", meter, name);
        }
    }

    private static boolean isFit(String name, String value) {
        if (name.endsWith(".maximum") && name.startsWith("meter.")) {
            return value.isBlank() || value.matches("\\d{1,30}(\\.\\d{1,30})?");
        }
        if (name.endsWith("date.format") || name.equals("metrics.from")) {
            return isDateFormat(value);
        }
        return switch (name.startsWith("meter.") ? name.substring(name.lastIndexOf('.') + 1) : name) {
            case "concurrency" -> isBetween(value, 1, 64);
            case "timeout" -> isBetween(value, 1, 600);
            case "rate" -> isBetween(value, 0, 1000);
            case "cpus.unknown" -> isBetween(value, 1, 4096);
            case "answer.maximum" -> isBetween(value, 1024, 1 << 30);
            case "busy.tries" -> isBetween(value, 1, 50);
            case "busy.pause" -> isBetween(value, 1, 10_000);
            case "metrics.step" -> isBetween(value, 1, 86_400);
            case "metrics.edge" -> isBetween(value, 0, 86_400);
            case "metrics.zone" -> value.isEmpty() || isZone(value);
            case "metrics.coverage" -> isBetween(value, 1, 100);
            case "login.by" -> value.matches("authinfo|session");
            case "image.case" -> value.matches("as-listed|lower");
            case "sample" -> value.matches("rate|amount");
            case "factor" -> value.matches("\\d{1,10}(\\.\\d{1,10})?") && value.matches(".*[1-9].*");
            case "per-cpu", "times-cpus" -> value.matches("yes|no");
            default -> value.length() <= 200;
        };
    }

    private static boolean isZone(String value) {
        try {
            return ZoneId.of(value).getId().equals(value);
        } catch (DateTimeException e) {
            return false; // the caller says which setting, with the value
        }
    }

    private static boolean isBetween(String value, long least, long most) {
        return value.matches("\\d{1,12}")
                && new BigDecimal(value).compareTo(BigDecimal.valueOf(least)) >= 0
                && new BigDecimal(value).compareTo(BigDecimal.valueOf(most)) <= 0;
    }

    /** A form that can write a day and read the same day back. */
    private static boolean isDateFormat(String value) {
        try {
            var format = DateTimeFormatter.ofPattern(value, Locale.ROOT);
            var day = LocalDate.of(2026, 12, 31).atStartOfDay();
            return LocalDate.from(format.parse(format.format(day))).equals(day.toLocalDate());
        } catch (IllegalArgumentException | DateTimeException e) {
            return false; // the caller says which setting, with the value
        }
    }
}
