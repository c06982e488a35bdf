package org.vimeter.vmmanager.v6;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vimeter.problem.Problem;
import org.vimeter.vm.RawReading;
import org.vimeter.vm.Report;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;
import org.vimeter.vmmanager.v6.MetricsSettings.Sampled;
import org.vimeter.vmmanager.v6.VmManager6Calls.Request;
import org.vimeter.vmmanager.wire.Element;
import org.vimeter.vmmanager.wire.Resources;

/** Asks for the series of each meter and makes one figure of a local day. */
final class Metrics {
    private final ServerConnection server;
    private final VmManager6Calls calls;
    private final Hosts hosts;
    private final Clock clock;
    private final MetricsSettings settings;

    Metrics(ServerConnection server, MetricsSettings settings, VmManager6Calls calls, Hosts hosts, Clock clock) {
        this.server = server;
        this.calls = calls;
        this.hosts = hosts;
        this.clock = clock;
        this.settings = settings;
    }

    /** One VM and day. */
    private record Asked(
            String vmId, LocalDate day, @Nullable Integer cpus, boolean created) {}

    Report day(String vmId, LocalDate day, @Nullable Integer cpus) throws ServerFault {
        var asked = new Asked(vmId, day, cpus, day.toString().equals(hosts.created(vmId)));
        var row = new LinkedHashMap<String, String>();
        var readings = new ArrayList<RawReading>();
        for (var series : settings.series().entrySet()) {
            readings.add(reading(series.getKey(), series.getValue(), asked, row));
        }
        return new Report(row, readings);
    }

    /** One series that cannot be read takes nothing away from the others; a server that does not answer does. */
    private RawReading reading(String meter, Sampled sampled, Asked asked, Map<String, String> row) throws ServerFault {
        var unit = Resources.unitOf(server, meter);
        var target = sampled.target();
        if (target.isEmpty()) {
            var problem = Problem.of("metrics.no-target", server.name(), asked.vmId(), asked.day(), meter);
            return new RawReading(meter, null, unit, problem);
        }
        try {
            int cpus = cpus(sampled, asked);
            var series = new Series(server, settings, sampled, asked.day(), points(target, asked), clock.instant());
            var figure = series.figure(asked.vmId(), cpus, asked.created());
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
    private int cpus(Sampled sampled, Asked asked) throws Series.Unusable {
        if (!sampled.timesCpus()) {
            return 1;
        }
        var cpus = asked.cpus();
        if (cpus == null) {
            throw new Series.Unusable(
                    Problem.of("metrics.no-cpus", server.name(), asked.vmId(), asked.day(), sampled.target()));
        }
        return cpus;
    }

    /**
     * A day more is asked for on each side: a server may read the time in a zone of its own, leave out the first point, or know
     * only now what was late. What comes along is cut off by the points' own times.
     */
    private List<Element> points(String target, Asked asked) throws ServerFault {
        var path = Hosts.path(asked.vmId()) + "/metrics?target=" + encoded(target) + "&from="
                + encoded(time(asked.day().minusDays(1)));
        var until = settings.until();
        if (!until.isEmpty()) {
            path += "&" + encoded(until) + "=" + encoded(time(asked.day().plusDays(2)));
        }
        return calls.call(Request.get("metrics", asked.vmId(), path)).children().stream()
                .flatMap(series -> series.all("datapoints").stream())
                .toList();
    }

    private String time(LocalDate day) {
        var zone = settings.zone() == null ? server.zone() : settings.zone();
        return settings.from()
                .formatter()
                .format(day.atStartOfDay(server.zone()).withZoneSameInstant(zone));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
