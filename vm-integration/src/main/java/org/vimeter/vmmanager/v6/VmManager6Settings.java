package org.vimeter.vmmanager.v6;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every setting of a VMmanager 6, with its default. docs/servers.md explains them. */
public final class VmManager6Settings {
    public static final Map<String, String> DEFAULTS = defaults();

    private VmManager6Settings() {}

    private static Map<String, String> defaults() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("timeout", "60");
        settings.put("concurrency", "4");
        settings.put("rate", "5");
        settings.put("answer.maximum", "67108864");
        settings.put("busy.tries", "10");
        settings.put("busy.pause", "100");
        settings.put("list.state.running", "active");
        settings.put("list.state.stopped", "stopped");
        settings.put("list.state.installing", "creating");
        settings.put("owner.role", "@user");
        settings.put("cluster", "");
        settings.put("pool.ipv4", "");
        settings.put("pool.ipv6", "");
        settings.put("create.fixed", "");
        resources(settings);
        metrics(settings);
        settings.put("cpus.unknown", "64");
        return Collections.unmodifiableMap(settings);
    }

    private static void resources(Map<String, String> settings) {
        resource(settings, "mem", "ram_mib", "MiB");
        resource(settings, "ncpu", "cpu_number", "piece");
        resource(settings, "disc", "hdd_mib", "MiB");
        resource(settings, "inbound", "net_in_mbitps", "Mbit/s");
        resource(settings, "outbound", "net_out_mbitps", "Mbit/s");
    }

    private static void metrics(Map<String, String> settings) {
        settings.put("metrics.step", "300");
        settings.put("metrics.coverage", "90");
        settings.put("metrics.edge", "3");
        settings.put("metrics.from", "HH:mm_yyyyMMdd");
        settings.put("metrics.zone", "");
        settings.put("metrics.until", "");
        meter(settings, "in", "net_rx", "B", "219902325555200");
        meter(settings, "out", "net_tx", "B", "219902325555200");
        meter(settings, "cpu", "cpu_load", "second", "90000");
        settings.put("meter.cpu.factor", "0.01");
        settings.put("meter.cpu.times-cpus", "yes");
        settings.put("meter.cpu.per-cpu", "yes");
        meter(settings, "io", "", "operation", "86400000000");
    }

    private static void resource(Map<String, String> settings, String resource, String field, String unit) {
        settings.put("resource." + resource + ".field", field);
        settings.put("resource." + resource + ".unit", unit);
    }

    private static void meter(Map<String, String> settings, String meter, String target, String unit, String maximum) {
        settings.put("meter." + meter + ".target", target);
        settings.put("meter." + meter + ".unit", unit);
        settings.put("meter." + meter + ".sample", "rate");
        settings.put("meter." + meter + ".factor", "1");
        settings.put("meter." + meter + ".times-cpus", "no");
        settings.put("meter." + meter + ".maximum", maximum);
    }
}
