package org.vimeter.vmmanager.core;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.problem.Problem;
import org.vimeter.vm.RawReading;
import org.vimeter.vm.Report;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;
import org.vimeter.vmmanager.wire.Element;
import org.vimeter.vmmanager.wire.Resources;

/** Finds one day in the report of a VM. */
final class DayReport {
    private final ServerConnection server;
    private final CoreManagerSettings settings;
    private final ReportSettings form;

    DayReport(ServerConnection server, CoreManagerSettings settings) {
        this.server = server;
        this.settings = settings;
        this.form = settings.report();
    }

    Report read(Element report, String vmId, LocalDate day) throws ServerFault {
        var row = row(report, vmId, day);
        return new Report(figures(row), readings(row, vmId, day));
    }

    private List<RawReading> readings(Element row, String vmId, LocalDate day) throws ServerFault {
        var readings = new ArrayList<RawReading>();
        for (var meter : settings.meterFields().entrySet()) {
            var text = row.child(meter.getValue()).map(Element::text).filter(figure -> !figure.isEmpty());
            readings.add(reading(meter, text.orElse(null), vmId, day));
        }
        return readings;
    }

    private RawReading reading(Map.Entry<String, String> meter, @Nullable String figure, String vmId, LocalDate day)
            throws ServerFault {
        var unit = Resources.unitOf(server, meter.getKey());
        var problem = figure != null
                ? null
                : Problem.of("report.no-field", server.name(), vmId, day, meter.getKey(), meter.getValue());
        return new RawReading(meter.getKey(), figure, unit, problem);
    }

    private Element row(Element report, String vmId, LocalDate day) throws ServerFault {
        var rows = dated(report, vmId, day);
        var found = rows.stream()
                .filter(row -> date(row.textOf(form.date())).equals(Optional.of(day)))
                .toList();
        var different = found.stream().map(DayReport::figures).collect(toSet());
        if (different.size() > 1) {
            throw fault("report.two-rows", vmId, day, different.size());
        }
        if (found.isEmpty()) {
            throw missing(rows, vmId, day);
        }
        return found.get(0);
    }

    /** A report without rows is one of a VM that did not exist; rows without dates are another kind of report. */
    private List<Element> dated(Element report, String vmId, LocalDate day) throws ServerFault {
        var rows = report.descendants(form.row()).toList();
        var dated =
                rows.stream().filter(row -> row.child(form.date()).isPresent()).toList();
        if (!rows.isEmpty() && dated.isEmpty()) {
            var fields = rows.get(0).children().stream().map(Element::name).collect(joining(", "));
            throw fault("report.no-date", vmId, day, form.date(), fields);
        }
        return dated;
    }

    private ServerFault missing(List<Element> rows, String vmId, LocalDate day) {
        return rows.stream()
                .map(row -> row.textOf(form.date()))
                .filter(text -> date(text).isEmpty())
                .findFirst()
                .map(unread ->
                        fault("report.bad-date", vmId, day, unread, form.dates().pattern()))
                .orElseGet(() -> fault("report.no-row", vmId, day));
    }

    private static Map<String, String> figures(Element row) {
        var figures = new LinkedHashMap<String, String>();
        row.children().forEach(child -> figures.put(child.name(), child.text()));
        return figures;
    }

    private Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.from(form.dates().formatter().parse(text)));
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
