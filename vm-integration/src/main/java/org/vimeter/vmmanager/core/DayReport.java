package org.vimeter.vmmanager.core;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vimeter.problem.Problem;
import org.vimeter.vm.RawReading;
import org.vimeter.vm.Report;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;
import org.vimeter.vmmanager.wire.Element;
import org.vimeter.vmmanager.wire.Resources;

/** Asks for the report of a VM and finds one day in it, by the server's settings. */
final class DayReport {
    private final ServerConnection server;
    private final DateTimeFormatter dates;

    DayReport(ServerConnection server) {
        this.server = server;
        this.dates = DateTimeFormatter.ofPattern(server.setting("report.date.format"), Locale.ROOT);
    }

    /** The parameters of the call. A month token is used where it covers the day, since only that one is proven. */
    Map<String, String> parameters(String vmId, LocalDate day, LocalDate today) {
        var parameters = Resources.pairs(server.setting("report.fixed"));
        var token = token(YearMonth.from(day), YearMonth.from(today));
        parameters.put(server.setting("report.period"), server.setting(token));
        if (token.endsWith("other")) {
            parameters.put(server.setting("report.start"), day.toString());
            parameters.put(server.setting("report.end"), day.toString());
        }
        parameters.put(server.setting("report.vm"), vmId);
        return parameters;
    }

    private static String token(YearMonth month, YearMonth present) {
        if (month.equals(present)) {
            return "report.period.current";
        }
        return month.equals(present.minusMonths(1)) ? "report.period.previous" : "report.period.other";
    }

    Report read(Element report, String vmId, LocalDate day) throws ServerFault {
        var row = row(report, vmId, day);
        return new Report(figures(row), readings(row, vmId, day));
    }

    private List<RawReading> readings(Element row, String vmId, LocalDate day) throws ServerFault {
        var readings = new ArrayList<RawReading>();
        for (var setting : server.settings().keySet()) {
            if (setting.startsWith("meter.") && setting.endsWith(".field")) {
                var meter = setting.substring("meter.".length(), setting.length() - ".field".length());
                if (server.settings().containsKey("meter." + meter + ".unit")) {
                    readings.add(reading(row, meter, vmId, day));
                }
            }
        }
        return readings;
    }

    private RawReading reading(Element row, String meter, String vmId, LocalDate day) throws ServerFault {
        var field = server.setting("meter." + meter + ".field");
        var unit = Resources.unit(server, "meter." + meter + ".unit");
        var text = row.child(field).map(Element::text).filter(figure -> !figure.isEmpty());
        return text.map(figure -> new RawReading(meter, figure, unit, null))
                .orElseGet(() -> new RawReading(
                        meter, null, unit, Problem.of("report.no-field", server.name(), vmId, day, meter, field)));
    }

    private Element row(Element report, String vmId, LocalDate day) throws ServerFault {
        var rows = report.descendants(server.setting("report.row")).toList();
        var field = server.setting("report.date.field");
        var dated = rows.stream().filter(row -> row.child(field).isPresent()).toList();
        if (!rows.isEmpty() && dated.isEmpty()) {
            var fields = rows.get(0).children().stream().map(Element::name).collect(joining(", "));
            throw fault("report.no-date", vmId, day, field, fields);
        }
        var found = dated.stream()
                .filter(row -> date(row.textOf(field)).equals(Optional.of(day)))
                .toList();
        var different = found.stream().map(DayReport::figures).collect(toSet());
        if (different.size() > 1) {
            throw fault("report.two-rows", vmId, day, different.size());
        }
        if (found.isEmpty()) {
            var unread = dated.stream()
                    .map(row -> row.textOf(field))
                    .filter(text -> date(text).isEmpty())
                    .findFirst();
            throw unread.isPresent()
                    ? fault("report.bad-date", vmId, day, unread.get(), server.setting("report.date.format"))
                    : fault("report.no-row", vmId, day);
        }
        return found.get(0);
    }

    private static Map<String, String> figures(Element row) {
        var figures = new LinkedHashMap<String, String>();
        row.children().forEach(child -> figures.put(child.name(), child.text()));
        return figures;
    }

    private Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.from(dates.parse(text)));
        } catch (DateTimeException e) {
            return Optional.empty(); // said by the caller, with the text, when no row fits
        }
    }

    private ServerFault fault(String code, Object... operands) {
        var all = new ArrayList<Object>(List.of(operands));
        all.add(0, server.name());
        return ServerFault.ofOneDay(Problem.of(code, all.toArray()));
    }
}
