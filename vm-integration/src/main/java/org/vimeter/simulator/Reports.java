package org.vimeter.simulator;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report of a VM's usage, a row per local day. */
final class Reports {
    private static final String REPORT = "reportvm";

    private final Scenario scenario;
    private final Clock clock;
    private final CoreManager.Product product;

    Reports(Scenario scenario, Clock clock, CoreManager.Product product) {
        this.scenario = scenario;
        this.clock = clock;
        this.product = product;
    }

    Node report(Map<String, String> parameters, @Nullable Fault fault) {
        var id = parameters.getOrDefault(product.reported, "");
        var vm = scenario.vm(id);
        if (vm == null) {
            return Node.error(REPORT, "missed", "vm", id, "No VM with the id " + id);
        }
        if (!"day".equals(parameters.get(product.grain))) {
            return wrong(product.grain, parameters);
        }
        var today = LocalDate.now(clock);
        var month = today.withDayOfMonth(1);
        return switch (parameters.getOrDefault("period", "")) {
            case "currentmonth" -> rows(vm, month, today, fault);
            case "lastmonth" -> rows(vm, month.minusMonths(1), month.minusDays(1), fault);
            case "other" -> other(vm, parameters, fault);
            default -> wrong("period", parameters);
        };
    }

    private Node other(SimulatedVm vm, Map<String, String> parameters, @Nullable Fault fault) {
        try {
            var from = LocalDate.parse(parameters.getOrDefault("periodstart", ""));
            return rows(vm, from, LocalDate.parse(parameters.getOrDefault("periodend", "")), fault);
        } catch (DateTimeException e) {
            return wrong("periodstart", parameters);
        }
    }

    private static Node wrong(String parameter, Map<String, String> parameters) {
        return Node.error(REPORT, "value", parameter, parameters.getOrDefault(parameter, ""), "Wrong " + parameter);
    }

    private Node rows(SimulatedVm vm, LocalDate from, LocalDate to, @Nullable Fault fault) {
        var rows = Node.of("vmstat");
        if (fault != Fault.EMPTY) {
            scenario.rows(vm, from, to, ZonedDateTime.now(clock)).forEach((day, fields) -> {
                rows.add(row(day, fields, ""));
                if (fault == Fault.DUPLICATE_ROWS) {
                    rows.add(row(day, fields, ""));
                } else if (fault == Fault.CONTRADICTING_ROWS) {
                    rows.add(row(day, fields, "1"));
                }
            });
        }
        return Node.doc(REPORT).add(Node.of("reportdata", rows));
    }

    private static Node row(LocalDate day, Map<String, String> fields, String before) {
        var row = Node.of("elem", Node.text("date", day.toString()));
        fields.forEach((field, figure) -> row.add(Node.text(field, before + figure)));
        return row;
    }
}
