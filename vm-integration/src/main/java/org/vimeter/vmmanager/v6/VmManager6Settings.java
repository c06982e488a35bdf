package org.vimeter.vmmanager.v6;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.vimeter.vm.Dialect;
import org.vimeter.vm.MeterFigures;
import org.vimeter.vm.Pace;
import org.vimeter.vm.Resource;
import org.vimeter.vm.Settings;

/**
 * How a VMmanager 6 is spoken to. docs/servers.md explains each setting.
 *
 * @param busyTries how often a call is made that the server has no time for
 * @param busyPause before the second try; each further one waits so much longer
 */
public record VmManager6Settings(
        Pace pace,
        int busyTries,
        Duration busyPause,
        States states,
        HostSettings hosts,
        Map<String, Resource> resources,
        MetricsSettings metrics,
        Map<String, MeterFigures> meters,
        int cpusIfUnknown)
        implements Dialect {
    private static final Pace PACE = new Pace(Duration.ofSeconds(60), 4, 5, 1 << 26);

    private static final List<Resource> RESOURCES = List.of(
            new Resource("mem", "ram_mib", "MiB"),
            new Resource("ncpu", "cpu_number", "piece"),
            new Resource("disc", "hdd_mib", "MiB"),
            new Resource("inbound", "net_in_mbitps", "Mbit/s"),
            new Resource("outbound", "net_out_mbitps", "Mbit/s"));

    private static final List<MeterFigures> METERS = List.of(
            new MeterFigures("in", "B", BigDecimal.valueOf(219_902_325_555_200L), false),
            new MeterFigures("out", "B", BigDecimal.valueOf(219_902_325_555_200L), false),
            new MeterFigures("cpu", "second", BigDecimal.valueOf(90_000), true),
            new MeterFigures("io", "operation", BigDecimal.valueOf(86_400_000_000L), false));

    /** What the server calls the states of a VM that runs, stands still, and is being made. */
    record States(String running, String stopped, String installing) {}

    /**
     * How VMs and their owners are made.
     *
     * @param cluster by name; empty for the only one
     * @param ipv4Pool by name; empty for any
     */
    record HostSettings(
            String ownerRole, String cluster, String ipv4Pool, String ipv6Pool, Map<String, String> fixed) {}

    public static VmManager6Settings read(Settings settings) {
        var meters = settings.meters(METERS);
        return new VmManager6Settings(
                Pace.read(settings, PACE),
                settings.whole("busy.tries", 10, 1, 50),
                Duration.ofMillis(settings.whole("busy.pause", 100, 1, 10_000)),
                states(settings),
                hosts(settings),
                settings.resources(RESOURCES),
                MetricsSettings.read(settings, meters.keySet()),
                meters,
                settings.whole("cpus.unknown", 64, 1, 4096));
    }

    private static States states(Settings settings) {
        return new States(
                settings.text("list.state.running", "active"),
                settings.text("list.state.stopped", "stopped"),
                settings.text("list.state.installing", "creating"));
    }

    private static HostSettings hosts(Settings settings) {
        return new HostSettings(
                settings.text("owner.role", "@user"),
                settings.text("cluster", ""),
                settings.text("pool.ipv4", ""),
                settings.text("pool.ipv6", ""),
                settings.pairs("create.fixed", ""));
    }
}
