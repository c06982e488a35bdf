package org.vimeter.simulator;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.vimeter.simulator.Scenario.SimulatedVm;

/** The documents that a VMmanager 5 sends. */
final class Answers {
    static final String HTML =
            "<!DOCTYPE html>\n<html><head><title>VMmanager</title></head><body><form>Log in</form></body></html>";
    static final String XXE =
            "<?xml version=\"1.0\"?>\n<!DOCTYPE doc [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<doc><elem><id>&x;</id></elem></doc>";

    private Answers() {}

    static String doc(String function, String content) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<doc lang=\"en\" func=\"" + function + "\">" + content
                + "</doc>\n";
    }

    static String error(String function, String type, String object, String value, String message) {
        return doc(
                function,
                "<error type=\"" + type + "\" object=\"" + escaped(object) + "\" lang=\"en\" code=\"1\">"
                        + "<param name=\"object\" type=\"msg\">" + escaped(object) + "</param>"
                        + "<param name=\"value\">" + escaped(value) + "</param>"
                        + "<stack><action level=\"30\" user=\"\">" + function + "</action></stack>"
                        + "<detail>" + escaped(message) + "</detail><msg>" + escaped(message) + "</msg></error>");
    }

    static String names(String function, List<String> names) {
        var rows = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            rows.append("<elem>")
                    .append(tag("id", "" + (i + 1)))
                    .append(tag("name", names.get(i)))
                    .append("</elem>");
        }
        return doc(function, rows.toString());
    }

    static String vm(SimulatedVm vm) {
        return "<elem>" + tag("id", vm.id()) + tag("name", vm.name()) + tag("ip", "192.0.2.1")
                + tag("vcpu", "" + vm.cpus()) + tag("mem", "1024")
                + tag("vmstatus", vm.running() ? "running" : "stopped") + "</elem>";
    }

    static String report(Map<LocalDate, Map<String, String>> rows) {
        var report = new StringBuilder("<reportdata><vmstat>");
        rows.forEach((day, fields) -> {
            report.append("<elem>").append(tag("date", day.toString()));
            fields.forEach((name, value) -> report.append(tag(name, value)));
            report.append("</elem>");
        });
        return report.append("</vmstat></reportdata>").toString();
    }

    private static String tag(String name, String text) {
        return "<" + name + ">" + escaped(text) + "</" + name + ">";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
