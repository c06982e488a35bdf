package org.vimeter.vmmanager.v6;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vimeter.problem.Problem;
import org.vimeter.vm.RawReading;
import org.vimeter.vm.Report;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;
import org.vimeter.vmmanager.v6.Hosts.Known;
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

    Report day(String vmId, LocalDate day) throws ServerFault {
        var known = hosts.known(vmId);
        var row = new LinkedHashMap<String, String>();
        var readings = new ArrayList<RawReading>();
        for (var meter : meters()) {
            readings.add(reading(meter, vmId, day, known, row));
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
    private RawReading reading(String meter, String vmId, LocalDate day, Known known, Map<String, String> row)
            throws ServerFault {
        var unit = Resources.unit(server, "meter." + meter + ".unit");
        var target = setting(meter, "target", "");
        if (target.isEmpty()) {
            return new RawReading(meter, null, unit, Problem.of("metrics.no-target", server.name(), vmId, day, meter));
        }
        try {
            var series = new Series(server, target, day, points(target, vmId, day));
            var use = new Series.Use(
                    setting(meter, "sample", "rate"), setting(meter, "factor", "1"), cpus(meter, known, day));
            boolean firstDay = day.toString().equals(known.created());
            var figure = series.figure(vmId, use, firstDay);
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

    /** How many there were on an older day is not known: with those of today, a resize would bill the past anew. */
    private int cpus(String meter, Known known, LocalDate day) {
        if (!setting(meter, "times-cpus", "no").equals("yes")) {
            return 1;
        }
        var cpus = known.cpus();
        boolean wasLately =
                day.isAfter(LocalDate.now(clock.withZone(server.zone())).minusDays(2));
        return cpus == null || !wasLately ? 0 : cpus;
    }

    private String setting(String meter, String name, String otherwise) {
        return server.settings().getOrDefault("meter." + meter + "." + name, otherwise);
    }

    /** Points before and behind the day may come along; they are cut off by their own times. */
    private List<Element> points(String target, String vmId, LocalDate day) throws ServerFault {
        var path =
                Hosts.path(vmId) + "/metrics?target=" + encoded(target) + "&from=" + encoded(from.format(start(day)));
        var until = server.setting("metrics.until");
        if (!until.isEmpty()) {
            path += "&" + encoded(until) + "=" + encoded(from.format(start(day.plusDays(2))));
        }
        return calls.call(Request.get("metrics", vmId, path)).children().stream()
                .flatMap(series -> series.all("datapoints").stream())
                .toList();
    }

    /** Whether the server reads the time as its own or as UTC is not known, so it is the one that is earlier read either way. */
    private LocalDateTime start(LocalDate day) {
        var local = day.atStartOfDay(server.zone());
        var utc = local.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
        return utc.isBefore(local.toLocalDateTime()) ? utc : local.toLocalDateTime();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
