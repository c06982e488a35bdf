package org.vimeter.vmmanager;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every setting of a VMmanager 5 KVM server, with its default. docs/servers.md explains them. */
final class CoreManagerSettings {
    static final Map<String, String> DEFAULTS = defaults();

    private CoreManagerSettings() {}

    private static Map<String, String> defaults() {
        var defaults = new LinkedHashMap<String, String>();
        defaults.put("timeout", "60");
        defaults.put("concurrency", "4");
        defaults.put("answer.maximum", "33554432");
        defaults.put("list.func", "vm");
        defaults.put("list.row", "elem");
        defaults.put("list.id", "id");
        defaults.put("list.name", "name");
        defaults.put("list.cpus", "vcpu");
        defaults.put("list.state", "vmstatus");
        defaults.put("list.state.running", "running");
        defaults.put("stop.func", "vm.stop");
        defaults.put("start.func", "vm.start");
        defaults.put("preset.func", "preset");
        defaults.put("preset.row", "elem");
        defaults.put("preset.name", "name");
        defaults.put("image.func", "osmgr");
        defaults.put("image.row", "elem");
        defaults.put("image.name", "name");
        defaults.put("node.func", "vmhostnode");
        defaults.put("node.row", "elem");
        defaults.put("node.name", "name");
        reports(defaults);
        meter(defaults, "in", "rx", "GiB", "204800");
        meter(defaults, "out", "tx", "GiB", "204800");
        meter(defaults, "cpu", "cpu", "second", "90000");
        meter(defaults, "io", "io", "hio", "864000000");
        defaults.put("meter.cpu.per-cpu", "yes");
        defaults.put("cpus.unknown", "64");
        return Collections.unmodifiableMap(defaults);
    }

    private static void reports(Map<String, String> defaults) {
        defaults.put("report.func", "reportvm");
        defaults.put("report.vm", "server");
        defaults.put("report.fixed", "type=day");
        defaults.put("report.period", "period");
        defaults.put("report.period.current", "currentmonth");
        defaults.put("report.period.previous", "lastmonth");
        defaults.put("report.period.other", "other");
        defaults.put("report.start", "periodstart");
        defaults.put("report.end", "periodend");
        defaults.put("report.row", "elem");
        defaults.put("report.date.field", "date");
        defaults.put("report.date.format", "yyyy-MM-dd");
    }

    private static void meter(Map<String, String> defaults, String meter, String field, String unit, String maximum) {
        defaults.put("meter." + meter + ".field", field);
        defaults.put("meter." + meter + ".unit", unit);
        defaults.put("meter." + meter + ".maximum", maximum);
    }
}
