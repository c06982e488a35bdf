package org.vimeter.vmmanager.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every setting of the servers that speak COREmanager, with its default. docs/servers.md explains them. */
public final class CoreManagerSettings {
    public static final Map<String, String> KVM = kvm();
    public static final Map<String, String> OVZ = ovz();

    private CoreManagerSettings() {}

    private static Map<String, String> kvm() {
        var settings = common();
        settings.put("list.cpus", "vcpu");
        settings.put("preset.fields", "mem,vcpu,cputune");
        settings.put("image.field", "vmi");
        settings.put("image.case", "as-listed");
        settings.put("reinstall.short", "osname");
        settings.put("password.func", "vm.chpasswd");
        settings.put("create.fixed", "hostnode=auto&iptype=public&sshpubkey=&recipe=null");
        resource(settings, "mem", "mem", "MiB");
        resource(settings, "ncpu", "vcpu", "piece");
        resource(settings, "cputune", "cputune", "piece");
        resource(settings, "disc", "vsize", "MiB");
        resource(settings, "inbound", "inbound", "Kbit/s");
        resource(settings, "outbound", "outbound", "Kbit/s");
        settings.put("resize.fixed", "disc");
        reports(settings, "type=day", "server");
        return Collections.unmodifiableMap(settings);
    }

    private static Map<String, String> ovz() {
        var settings = common();
        settings.put("list.cpus", "cpu");
        settings.put("preset.fields", "mem,cpu,cpufreq,hdd,numproc,numfile");
        settings.put("image.field", "ostemplate");
        settings.put("image.case", "lower");
        settings.put("reinstall.short", "");
        settings.put("password.func", "vm.edit");
        settings.put("create.fixed", "hostnode=auto&iptype=public&recipe=null");
        resource(settings, "mem", "mem", "MiB");
        resource(settings, "ncpu", "cpu", "piece");
        resource(settings, "cpufreq", "cpufreq", "MHz");
        resource(settings, "disc", "hdd", "MiB");
        resource(settings, "numproc", "numproc", "piece");
        resource(settings, "numfile", "numfile", "piece");
        settings.put("resize.fixed", "");
        reports(settings, "interval=day", "vm");
        return Collections.unmodifiableMap(settings);
    }

    private static Map<String, String> common() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("timeout", "60");
        settings.put("concurrency", "8");
        settings.put("rate", "0");
        settings.put("answer.maximum", "33554432");
        settings.put("login.by", "authinfo");
        settings.put("list.func", "vm");
        settings.put("list.row", "elem");
        settings.put("list.id", "id");
        settings.put("list.name", "name");
        settings.put("list.state", "vmstatus");
        settings.put("list.state.running", "running");
        settings.put("list.installing", "installos,installing");
        settings.put("stop.func", "vm.stop");
        settings.put("start.func", "vm.start");
        settings.put("restart.func", "vm.restart");
        lists(settings);
        return settings;
    }

    private static void lists(Map<String, String> settings) {
        settings.put("preset.func", "preset");
        settings.put("preset.row", "elem");
        settings.put("preset.name", "name");
        settings.put("image.func", "osmgr");
        settings.put("image.row", "elem");
        settings.put("image.name", "name");
        settings.put("node.func", "vmhostnode");
        settings.put("node.row", "elem");
        settings.put("node.name", "name");
        settings.put("address.func", "iplist");
        settings.put("address.row", "elem");
        settings.put("address.name", "name");
    }

    /** @param unit what the server's figure is in */
    private static void resource(Map<String, String> settings, String resource, String field, String unit) {
        settings.put("resource." + resource + ".field", field);
        settings.put("resource." + resource + ".unit", unit);
    }

    private static void reports(Map<String, String> settings, String fixed, String vm) {
        settings.put("report.func", "reportvm");
        settings.put("report.vm", vm);
        settings.put("report.fixed", fixed);
        settings.put("report.period", "period");
        settings.put("report.period.current", "currentmonth");
        settings.put("report.period.previous", "lastmonth");
        settings.put("report.period.other", "other");
        settings.put("report.start", "periodstart");
        settings.put("report.end", "periodend");
        settings.put("report.row", "elem");
        settings.put("report.date.field", "date");
        settings.put("report.date.format", "yyyy-MM-dd");
        meter(settings, "in", "rx", "GiB", "204800");
        meter(settings, "out", "tx", "GiB", "204800");
        meter(settings, "cpu", "cpu", "second", "90000");
        meter(settings, "io", "io", "hio", "864000000");
        settings.put("meter.cpu.per-cpu", "yes");
        settings.put("cpus.unknown", "64");
    }

    private static void meter(Map<String, String> settings, String meter, String field, String unit, String maximum) {
        settings.put("meter." + meter + ".field", field);
        settings.put("meter." + meter + ".unit", unit);
        settings.put("meter." + meter + ".maximum", maximum);
    }
}
