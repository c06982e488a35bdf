package org.vimeter.app.demo;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.vimeter.simulator.SimulatedVm;
import org.vimeter.simulator.UsageSource;

/**
 * Made-up usage that looks like life: quiet weekends, a busy shop, a runaway that is stopped at its limit, a database that
 * went wild yesterday, a VM whose node does not count CPU time. Figures are thousandths of what the server reports.
 */
final class DemoUsage implements UsageSource {
    private static final long RUNAWAY_LIMIT = 10_240_000;

    private final LocalDate yesterday;

    DemoUsage(LocalDate yesterday) {
        this.yesterday = yesterday;
    }

    /** The same figures for the same VM and day, whenever it is asked. */
    @Override
    public Map<String, String> row(SimulatedVm vm, LocalDate day) {
        if (vm.name().equals("mail") && day.getDayOfMonth() == 13) {
            return Map.of();
        }
        boolean stopped = vm.name().startsWith("runaway") ? used(vm, day) >= RUNAWAY_LIMIT : day.isAfter(yesterday);
        long out = stopped ? 0 : traffic(vm, day);
        var row = new LinkedHashMap<String, String>();
        row.put("rx", figure(out / 4));
        row.put("tx", figure(out));
        if (!vm.name().startsWith("debian")) {
            row.put("cpu", figure(stopped ? 0 : varied(vm, day, cpu(vm))));
        }
        row.put("io", figure(stopped ? 0 : varied(vm, day, operations(vm, day))));
        return row;
    }

    /** Traffic of the month before the day. */
    private static long used(SimulatedVm vm, LocalDate day) {
        return day.withDayOfMonth(1)
                .datesUntil(day)
                .mapToLong(earlier -> traffic(vm, earlier) * 5 / 4)
                .sum();
    }

    private static long traffic(SimulatedVm vm, LocalDate day) {
        var name = vm.name();
        long normal = 9_000 + Math.min(12, name.length()) * 1_300L;
        if (name.startsWith("runaway")) {
            normal = 1_900_000;
        } else if (name.startsWith("shop")) {
            normal = 58_000;
        } else if (name.startsWith("cdn")) {
            normal = 96_000;
        }
        return varied(vm, day, normal);
    }

    private static long cpu(SimulatedVm vm) {
        return vm.cpus() * (vm.name().startsWith("build") ? 52_000_000L : 11_000_000L);
    }

    private long operations(SimulatedVm vm, LocalDate day) {
        if (vm.name().startsWith("very-long") && day.isAfter(yesterday.minusDays(2))) {
            return 432_000_000;
        }
        return vm.name().startsWith("db") ? 19_000_000 : 2_400_000;
    }

    private static long varied(SimulatedVm vm, LocalDate day, long normal) {
        var random = new Random(vm.id().hashCode() * 31L + day.toEpochDay());
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return normal * (weekend ? 55 : 100) / 100 * (80 + random.nextInt(41)) / 100;
    }

    private static String figure(long thousandths) {
        return BigDecimal.valueOf(thousandths, 3).toPlainString();
    }
}
