package org.vimeter.vmmanager.v6;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vimeter.problem.Problem;
import org.vimeter.vm.RawReading;
import org.vimeter.vm.Report;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;
import org.vimeter.vmmanager.v6.VmManager6Calls.Request;
import org.vimeter.vmmanager.wire.Element;
import org.vimeter.vmmanager.wire.Resources;

/** Asks for the series of each meter and makes one figure of a local day. */
final class Metrics {
    private final ServerConnection server;
    private final VmManager6Calls calls;
    private final Hosts hosts;
    private final Clock clock;
    private final DateTimeFormatter from;

    Metrics(ServerConnection server, VmManager6Calls calls, Hosts hosts, Clock clock) {
        this.server = server;
        this.calls = calls;
        this.hosts = hosts;
        this.clock = clock;
        this.from = DateTimeFormatter.ofPattern(server.setting("metrics.from"), Locale.ROOT);
    }

    /** One VM and day. */
    private record Asked(
            String vmId, LocalDate day, @Nullable Integer cpus, boolean created) {}

    Report day(String vmId, LocalDate day, @Nullable Integer cpus) throws ServerFault {
        var asked = new Asked(vmId, day, cpus, day.toString().equals(hosts.created(vmId)));
        var row = new LinkedHashMap<String, String>();
        var readings = new ArrayList<RawReading>();
        for (var meter : meters()) {
            readings.add(reading(meter, asked, row));
        }
        return new Report(row, readings);
    }

    private List<String> meters() {
        return server.settings().keySet().stream()
                .filter(setting -> setting.startsWith("meter.") && setting.endsWith(".target"))
                .map(setting -> setting.substring("meter.".length(), setting.length() - ".target".length()))
                .filter(meter -> server.settings().containsKey("meter." + meter + ".unit"))
                .toList();
    }

    /** One series that cannot be read takes nothing away from the others; a server that does not answer does. */
    private RawReading reading(String meter, Asked asked, Map<String, String> row) throws ServerFault {
        var unit = Resources.unit(server, "meter." + meter + ".unit");
        var target = setting(meter, "target", "");
        if (target.isEmpty()) {
            var problem = Problem.of("metrics.no-target", server.name(), asked.vmId(), asked.day(), meter);
            return new RawReading(meter, null, unit, problem);
        }
        try {
            var use = new Series.Use(
                    setting(meter, "sample", "rate"), setting(meter, "factor", "1"), cpus(meter, target, asked));
            var series = new Series(server, target, asked.day(), points(target, asked), clock.instant());
            var figure = series.figure(asked.vmId(), use, asked.created());
            row.put(target, series.described(figure));
            return new RawReading(meter, figure, unit, null);
        } catch (Series.Unusable unusable) {
            row.put(target, unusable.problem().toString());
            return new RawReading(meter, null, unit, unusable.problem());
        } catch (ServerFault fault) {
            if (fault.isUnreachable()) {
                throw fault;
            }
            row.put(target, fault.problem().toString());
            return new RawReading(meter, null, unit, fault.problem());
        }
    }

    /** A share of processors that are not known is no figure, so its points are not asked for. */
    private int cpus(String meter, String target, Asked asked) throws Series.Unusable {
        if (!setting(meter, "times-cpus", "no").equals("yes")) {
            return 1;
        }
        var cpus = asked.cpus();
        if (cpus == null) {
            throw new Series.Unusable(Problem.of("metrics.no-cpus", server.name(), asked.vmId(), asked.day(), target));
        }
        return cpus;
    }

    private String setting(String meter, String name, String otherwise) {
        return server.settings().getOrDefault("meter." + meter + "." + name, otherwise);
    }

    /**
     * A day more is asked for on each side: a server may read the time in a zone of its own, leave out the first point, or know
     * only now what was late. What comes along is cut off by the points' own times.
     */
    private List<Element> points(String target, Asked asked) throws ServerFault {
        var path = Hosts.path(asked.vmId()) + "/metrics?target=" + encoded(target) + "&from="
                + encoded(time(asked.day().minusDays(1)));
        var until = server.setting("metrics.until");
        if (!until.isEmpty()) {
            path += "&" + encoded(until) + "=" + encoded(time(asked.day().plusDays(2)));
        }
        return calls.call(Request.get("metrics", asked.vmId(), path)).children().stream()
                .flatMap(series -> series.all("datapoints").stream())
                .toList();
    }

    private String time(LocalDate day) {
        var zone = server.setting("metrics.zone");
        return from.format(
                day.atStartOfDay(server.zone()).withZoneSameInstant(zone.isEmpty() ? server.zone() : ZoneId.of(zone)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
