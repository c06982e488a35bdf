package org.vimeter.vmmanager.core;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vimeter.vm.Settings;
import org.vimeter.vm.Settings.DateForm;

/**
 * The report of a VM's usage by day.
 *
 * @param vm the parameter that names the VM
 * @param fixed what goes along with every call
 * @param period the parameter that names the months, with its words for this one, the last, and any other
 * @param start the parameters of the first and the last day, which go with the word for any other
 * @param date the field of a row's day
 */
record ReportSettings(
        String function,
        String vm,
        Map<String, String> fixed,
        String period,
        String current,
        String previous,
        String other,
        String start,
        String end,
        String row,
        String date,
        DateForm dates) {

    static ReportSettings read(Settings settings, String vm, String fixed) {
        return new ReportSettings(
                settings.text("report.func", "reportvm"),
                settings.text("report.vm", vm),
                settings.pairs("report.fixed", fixed),
                settings.text("report.period", "period"),
                settings.text("report.period.current", "currentmonth"),
                settings.text("report.period.previous", "lastmonth"),
                settings.text("report.period.other", "other"),
                settings.text("report.start", "periodstart"),
                settings.text("report.end", "periodend"),
                settings.text("report.row", "elem"),
                settings.text("report.date.field", "date"),
                settings.dates("report.date.format", "yyyy-MM-dd"));
    }

    /** The parameters of the call. A month's word is used where it covers the day, since only that one is proven. */
    Map<String, String> parameters(String vmId, LocalDate day, LocalDate today) {
        var parameters = new LinkedHashMap<>(fixed);
        var present = YearMonth.from(today);
        if (YearMonth.from(day).equals(present)) {
            parameters.put(period, current);
        } else if (YearMonth.from(day).equals(present.minusMonths(1))) {
            parameters.put(period, previous);
        } else {
            parameters.put(period, other);
            parameters.put(start, day.toString());
            parameters.put(end, day.toString());
        }
        parameters.put(vm, vmId);
        return parameters;
    }
}
