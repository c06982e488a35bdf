package org.vimeter.server;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.Meters;
import org.vimeter.problem.Problem;
import org.vimeter.problem.Refused;
import org.vimeter.usage.ReadingRules;
import org.vimeter.usage.Slot;
import org.vimeter.vm.DatedVm;
import org.vimeter.vm.RawReading;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.Vm;
import org.vimeter.vm.VmServer;

/**
 * The last three whole days of one VM as its server reports them and as a run would read them. Stores nothing.
 *
 * @param silent meters that none of the days has a usable figure for
 */
public record StatisticsPreview(Vm vm, List<Day> days, List<Meters.Meter> silent) {
    private static final int DAYS = 3;

    /**
     * @param row every field as sent; empty when there was no row
     * @param problem why there is no row
     */
    public record Day(
            LocalDate day,
            Map<String, String> row,
            List<Parsed> meters,
            @Nullable Problem problem) {}

    /** @param unit what the server's figure is in, by the server's settings */
    public record Parsed(Meters.Meter meter, String unit, Slot slot) {}

    static StatisticsPreview of(
            VmServer server, ServerConnection connection, String idOrName, Meters meters, LocalDate today)
            throws ServerFault {
        var vms = server.vms();
        var vm = vms.find(idOrName)
                .or(() -> vms.named(idOrName).stream().findFirst())
                .orElseThrow(() -> Refused.because("preview.no-vm", connection.name(), idOrName));
        var rules = new ReadingRules(connection);
        var days = new ArrayList<Day>();
        for (int back = DAYS; back >= 1; back--) {
            var day = today.minusDays(back);
            days.add(day(server, rules, DatedVm.of(vm, day, today, null), meters, day));
        }
        var silent = meters.all().stream()
                .filter(meter -> days.stream()
                        .flatMap(day -> day.meters().stream())
                        .noneMatch(parsed ->
                                parsed.meter().equals(meter) && parsed.slot().quantity() != null))
                .toList();
        return new StatisticsPreview(vm, List.copyOf(days), silent);
    }

    private static Day day(VmServer server, ReadingRules rules, DatedVm vm, Meters meters, LocalDate day) {
        try {
            var report = server.usage(vm.now().id(), day, vm.cpus());
            var parsed = report.readings().stream()
                    .filter(reading -> meters.has(reading.meter()))
                    .map(reading -> parsed(rules, reading, vm.likely(), meters, day))
                    .toList();
            return new Day(day, report.row(), parsed, null);
        } catch (ServerFault fault) {
            return new Day(day, Map.of(), List.of(), fault.problem());
        }
    }

    private static Parsed parsed(ReadingRules rules, RawReading reading, Vm vm, Meters meters, LocalDate day) {
        var slot = rules.judge(reading, vm, day);
        var shown = slot.raw() == null && reading.raw() != null
                ? new Slot(slot.state(), slot.quantity(), reading.raw(), slot.problem())
                : slot;
        return new Parsed(meters.named(reading.meter()), reading.unit().name(), shown);
    }
}
