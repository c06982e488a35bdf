package org.vimeter.delivery;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.Meters;
import org.vimeter.catalog.Units;
import org.vimeter.db.Row;
import org.vimeter.db.Rows;
import org.vimeter.db.Session;
import org.vimeter.measure.Unit;
import org.vimeter.problem.Refused;
import org.vimeter.service.Service;
import org.vimeter.usage.UsageEvents;
import org.vimeter.vm.Vm;

/** What a batch is judged by, read in a few sets however many events it has. */
record KnownTargets(
        Meters meters,
        Map<String, Unit> units,
        Map<String, List<Target>> targets,
        Map<UsageEvents.Key, Accepted> accepted) {
    private static final String LOAD = """
            select s.*, a.currency, v.zone, v.name as server_name, t.cpus from services s
                join accounts a on a.id = s.account_id join servers v on v.id = s.server_id
                left join vm_states t on t.service_id = s.id
                where s.id = any(?) or s.vm_name = any(?) or s.vm_id = any(?)
            """;
    private static final String ACCEPTED = """
            select p.* from @rows
                join usage_events p on p.source = n.source and p.event_id = n.id
            """;

    /** A service that events may be about. */
    record Target(
            Service service, String serverName, @Nullable Integer cpus) {
        Vm vm() {
            return new Vm(service.vmId(), service.vmName(), Vm.Power.UNKNOWN, cpus);
        }
    }

    /** What an event said when it was accepted. */
    record Accepted(long serviceId, LocalDate day, int meter, long quantity) {}

    static KnownTargets load(Session session, List<UsageEvent> events) throws SQLException {
        var targets = new HashMap<String, List<Target>>();
        var numbers = events.stream()
                .filter(KnownTargets::isNumbered)
                .map(event -> Long.valueOf(event.service()))
                .collect(Collectors.toSet());
        var vms = events.stream()
                .filter(event -> !isNumbered(event))
                .map(UsageEvent::vm)
                .collect(Collectors.toSet());
        vms.remove("");
        session.each(LOAD, row -> add(targets, row), session.ids(numbers), session.texts(vms), session.texts(vms));
        return new KnownTargets(Meters.load(session), Units.load(session).byName(), targets, accepted(session, events));
    }

    private static boolean isNumbered(UsageEvent event) {
        return event.service().matches("\\d{1,18}");
    }

    private static void add(Map<String, List<Target>> targets, Row row) throws SQLException {
        var target = new Target(Service.from(row), row.text("server_name"), row.integerOrNull("cpus"));
        for (var name : names(target)) {
            targets.merge(name, List.of(target), KnownTargets::joined);
        }
    }

    private static List<Target> joined(List<Target> some, List<Target> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static Set<String> names(Target target) {
        var names = new HashSet<String>();
        names.add("service/" + target.service().id());
        for (var server : List.of(target.serverName(), "" + target.service().serverId())) {
            names.add(server + "/" + target.service().vmName());
            names.add(server + "/" + target.service().vmId());
        }
        return names;
    }

    static Map<UsageEvents.Key, Accepted> accepted(Session session, Collection<UsageEvent> events) throws SQLException {
        var accepted = new HashMap<UsageEvents.Key, Accepted>();
        session.each(
                ACCEPTED,
                row -> accepted.put(new UsageEvents.Key(row.text("source"), row.text("event_id")), before(row)),
                Rows.of(events).text("source", UsageEvent::source).text("id", UsageEvent::id));
        return accepted;
    }

    private static Accepted before(Row row) throws SQLException {
        return new Accepted(
                row.number("service_id"), row.day("day"), (int) row.number("meter"), row.number("quantity"));
    }

    /** The one service that the event is about. */
    Target target(UsageEvent event) {
        var name = event.subject();
        var found = targets.getOrDefault(name, List.of());
        if (found.size() != 1) {
            throw Refused.because(found.isEmpty() ? "usage.no-service" : "usage.several-services", name);
        }
        return found.get(0);
    }
}
