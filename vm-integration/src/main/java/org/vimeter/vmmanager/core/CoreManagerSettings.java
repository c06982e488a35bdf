package org.vimeter.vmmanager.core;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vimeter.vm.Dialect;
import org.vimeter.vm.MeterFigures;
import org.vimeter.vm.Pace;
import org.vimeter.vm.Resource;
import org.vimeter.vm.Settings;

/**
 * How a server that speaks COREmanager is spoken to. docs/servers.md explains each setting.
 *
 * @param sessions whether it is logged in to, in place of a password with each call
 * @param fixedResources what cannot be changed once a VM is made
 * @param meterFields the field of a row of the report by meter; a meter that only deliveries tell has none
 */
public record CoreManagerSettings(
        Pace pace,
        boolean sessions,
        VmListSettings vms,
        Functions functions,
        Listing presets,
        Listing images,
        Listing nodes,
        Listing addresses,
        OrderSettings orders,
        Map<String, Resource> resources,
        List<String> fixedResources,
        ReportSettings report,
        Map<String, MeterFigures> meters,
        Map<String, String> meterFields,
        int cpusIfUnknown)
        implements Dialect {
    private static final Pace PACE = new Pace(Duration.ofSeconds(60), 8, 0, 1 << 25);

    private static final List<Resource> KVM_RESOURCES = List.of(
            new Resource("mem", "mem", "MiB"),
            new Resource("ncpu", "vcpu", "piece"),
            new Resource("cputune", "cputune", "piece"),
            new Resource("disc", "vsize", "MiB"),
            new Resource("inbound", "inbound", "Kbit/s"),
            new Resource("outbound", "outbound", "Kbit/s"));

    private static final List<Resource> OVZ_RESOURCES = List.of(
            new Resource("mem", "mem", "MiB"),
            new Resource("ncpu", "cpu", "piece"),
            new Resource("cpufreq", "cpufreq", "MHz"),
            new Resource("disc", "hdd", "MiB"),
            new Resource("numproc", "numproc", "piece"),
            new Resource("numfile", "numfile", "piece"));

    private static final List<MeterFigures> METERS = List.of(
            new MeterFigures("in", "GiB", BigDecimal.valueOf(204_800), false),
            new MeterFigures("out", "GiB", BigDecimal.valueOf(204_800), false),
            new MeterFigures("cpu", "second", BigDecimal.valueOf(90_000), true),
            new MeterFigures("io", "hio", BigDecimal.valueOf(864_000_000), false));

    private static final Map<String, String> FIELDS = Map.of("in", "rx", "out", "tx", "cpu", "cpu", "io", "io");

    /** The functions that act on one VM. */
    record Functions(String stop, String start, String restart, String password) {}

    /** A list that the server has: its function, the element of a row, and the field of a row's name. */
    record Listing(String function, String row, String name) {

        static Listing read(Settings settings, String list, String function) {
            return new Listing(
                    settings.text(list + ".func", function),
                    settings.text(list + ".row", "elem"),
                    settings.text(list + ".name", "name"));
        }

        /** Of the form of one row. */
        String edit() {
            return function + ".edit";
        }
    }

    /** VMmanager 5 KVM and Cloud. */
    public static CoreManagerSettings kvm(Settings settings) {
        return read(settings, true);
    }

    /** VMmanager 5 OVZ, which was VEmanager. */
    public static CoreManagerSettings ovz(Settings settings) {
        return read(settings, false);
    }

    private static CoreManagerSettings read(Settings settings, boolean kvm) {
        var meters = settings.meters(METERS);
        return new CoreManagerSettings(
                Pace.read(settings, PACE),
                settings.oneOf("login.by", "authinfo", "authinfo", "session").equals("session"),
                VmListSettings.read(settings, kvm ? "vcpu" : "cpu"),
                functions(settings, kvm ? "vm.chpasswd" : "vm.edit"),
                Listing.read(settings, "preset", "preset"),
                Listing.read(settings, "image", "osmgr"),
                Listing.read(settings, "node", "vmhostnode"),
                Listing.read(settings, "address", "iplist"),
                kvm ? OrderSettings.kvm(settings) : OrderSettings.ovz(settings),
                settings.resources(kvm ? KVM_RESOURCES : OVZ_RESOURCES),
                settings.list("resize.fixed", kvm ? "disc" : ""),
                kvm
                        ? ReportSettings.read(settings, "server", "type=day")
                        : ReportSettings.read(settings, "vm", "interval=day"),
                meters,
                meterFields(settings, meters.keySet()),
                settings.whole("cpus.unknown", 64, 1, 4096));
    }

    private static Functions functions(Settings settings, String password) {
        return new Functions(
                settings.text("stop.func", "vm.stop"),
                settings.text("start.func", "vm.start"),
                settings.text("restart.func", "vm.restart"),
                settings.text("password.func", password));
    }

    private static Map<String, String> meterFields(Settings settings, Set<String> meters) {
        var fields = new LinkedHashMap<String, String>();
        for (var meter : meters) {
            var name = "meter." + meter + ".field";
            if (settings.has(name) || FIELDS.containsKey(meter)) {
                fields.put(meter, settings.text(name, FIELDS.getOrDefault(meter, "")));
            }
        }
        return fields;
    }
}
