package org.vimeter.office;

import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.Meters;
import org.vimeter.catalog.Meters.Meter;
import org.vimeter.catalog.Server.Days;
import org.vimeter.measure.Unit;

/** Reads which addresses, days and settings a server may have. */
final class ServerRules {
    private static final Pattern METER_SETTING =
            Pattern.compile("meter\\.([A-Za-z_][A-Za-z0-9_]*)\\.(field|unit|maximum|per-cpu)");
    private static final int MOST_PORTS = 65_535;
    private static final URI NOWHERE = URI.create("http://nowhere.invalid/");

    private final Fields fields;

    ServerRules(Fields fields) {
        this.fields = fields;
    }

    /** The units and meters that there are, and the settings of the kind with their defaults. */
    record Known(Meters meters, Map<String, Unit> units, Map<String, String> defaults) {}

    URI address(@Nullable String text) {
        var plain = Fields.plain(text);
        try {
            var url = URI.create(plain);
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            boolean port = url.getPort() == -1 || (url.getPort() > 0 && url.getPort() <= MOST_PORTS);
            if (web && port && url.getHost() != null && url.getUserInfo() == null && url.getFragment() == null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // said below, as of any other text that is no address
        }
        fields.faults.add("url", plain.isEmpty() ? "field.missing" : "server.address", plain);
        return NOWHERE;
    }

    Days days(@Nullable String zone, @Nullable String collectAt) {
        return new Days(zone(Fields.plain(zone)), time(Fields.plain(collectAt)));
    }

    private ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            fields.faults.add("zone", text.isEmpty() ? "field.missing" : "server.zone", text);
            return ZoneId.of("UTC");
        }
    }

    private LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            fields.faults.add("collectAt", "server.time", text);
            return LocalTime.MIDNIGHT;
        }
    }

    /** Lower-case hex without separators, or null for none. */
    @Nullable
    String certificate(@Nullable String text, URI url) {
        var hex = Fields.plain(text).replaceAll("[: ]", "").toLowerCase(Locale.ROOT);
        if (!hex.isEmpty() && !hex.matches("[0-9a-f]{64}")) {
            fields.faults.add("certificate", "server.certificate");
        }
        if (!hex.isEmpty() && "http".equals(url.getScheme())) {
            fields.faults.add("certificate", "server.plain", url);
        }
        return hex.isEmpty() ? null : hex;
    }

    void settings(Map<String, String> settings, Known known) {
        settings.forEach((name, value) -> {
            var meter = METER_SETTING.matcher(name);
            boolean named = meter.matches()
                    ? known.meters().has(meter.group(1))
                    : known.defaults().containsKey(name);
            if (!named) {
                fields.faults.add("settings", "server.setting-name", name);
            } else if (meter.matches() && meter.group(2).equals("unit")) {
                unit(known.meters().named(meter.group(1)), value, known.units().get(value));
            } else if (!isFit(name, value)) {
                fields.faults.add("settings", "server.setting-value", name, value);
            }
            if (named && meter.matches()) {
                requireUnit(meter.group(1), settings, known);
            }
        });
    }

    private void unit(Meter meter, String name, @Nullable Unit unit) {
        if (unit == null) {
            fields.faults.add("settings", "unit.not-known", name);
        } else if (!unit.base().name().equals(meter.baseUnit())) {
            fields.faults.add("settings", "server.meter-unit", meter.name(), name, meter.baseUnit());
        }
    }

    /** Figures without a unit could not be read. */
    private void requireUnit(String meter, Map<String, String> settings, Known known) {
        var name = "meter." + meter + ".unit";
        if (!settings.containsKey(name) && !known.defaults().containsKey(name)) {
            fields.faults.add("settings", "server.setting-unit", meter, name);
        }
    }

    private static boolean isFit(String name, String value) {
        if (name.endsWith(".maximum") && name.startsWith("meter.")) {
            return value.isBlank() || value.matches("\\d{1,30}(\\.\\d{1,30})?");
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

    private static boolean isBetween(String value, long least, long most) {
        return value.matches("\\d{1,12}")
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
