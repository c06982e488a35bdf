package org.vimeter.order;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.Meters;
import org.vimeter.db.Db;
import org.vimeter.db.Row;
import org.vimeter.db.Session;
import org.vimeter.usage.DeliveredUsage;
import org.vimeter.usage.ReadingRules;
import org.vimeter.usage.UsageEvents;
import org.vimeter.vm.DatedVm;
import org.vimeter.vm.RawReading;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.Vm;
import org.vimeter.vm.VmServer;

/**
 * What the server says of the days that no night has read in full. It is kept as delivered usage, because a server says nothing of a
 * VM that is gone; the next nights bill it. What was delivered by others stands.
 */
record LastUsage(List<Use> uses) {
    private static final Logger LOG = Logger.getLogger(LastUsage.class.getName());
    /** Older days no night bills by itself. */
    private static final int MOST_DAYS = 120;

    record Use(LocalDate day, RawReading reading, long quantity) {}

    /** @param cpus how many processors the VM had on the day, as a night knew it */
    private record Unread(LocalDate day, @Nullable Integer cpus) {
        static Unread of(Row row) throws SQLException {
            return new Unread(row.day("day"), row.integerOrNull("cpus"));
        }
    }

    /** What the server does not say of a day keeps that day missing, and the VM from being deleted no longer. */
    static LastUsage read(Db db, ServerConnection connection, VmServer server, Vm vm, Order.End order, LocalDate today)
            throws ServerFault {
        var rules = new ReadingRules(connection);
        var uses = new ArrayList<Use>();
        for (var unread : unread(db, order, today)) {
            var day = unread.day();
            var dated = DatedVm.of(vm, day, today, unread.cpus());
            readings(server, dated, day)
                    .forEach(reading -> use(rules, dated, day, reading).ifPresent(uses::add));
        }
        return new LastUsage(uses);
    }

    private static Optional<Use> use(ReadingRules rules, DatedVm vm, LocalDate day, RawReading reading) {
        var quantity = rules.judge(reading, vm.likely(), day).quantity();
        return quantity == null ? Optional.empty() : Optional.of(new Use(day, reading, quantity));
    }

    private static List<RawReading> readings(VmServer server, DatedVm vm, LocalDate day) throws ServerFault {
        try {
            return server.usage(vm.now().id(), day, vm.cpus()).readings();
        } catch (ServerFault fault) {
            if (!fault.isOfOneDay()) {
                throw fault;
            }
            LOG.log(
                    Level.INFO,
                    () -> "Nothing is known of VM " + vm.now().name() + " on " + day + ": " + fault.problem());
            return List.of();
        }
    }

    /** Every day of the service of which something is missing, and the last two in any case: a night would read them again. */
    private static List<Unread> unread(Db db, Order.End order, LocalDate today) {
        return db.list("""
                select d.day::date as day, u.cpus from services s cross join generate_series(
                        greatest(s.first_day, ?::date), ?::date, interval '1 day') as d (day)
                    left join usage_days u on u.service_id = s.id and u.day = d.day::date
                    where s.id = ? and (u.day is null or u.states like '%M%' or d.day::date >= ?::date) order by 1
                """, Unread::of, today.minusDays(MOST_DAYS), today, order.serviceId(), today.minusDays(1));
    }

    void keep(Session session, Order.End order, Instant at) throws SQLException {
        var meters = Meters.load(session);
        var events = uses.stream()
                .filter(use -> meters.has(use.reading().meter()))
                .map(use -> event(order, use, meters.named(use.reading().meter())))
                .toList();
        UsageEvents.addWhereNone(session, events, order.orderedBy(), at);
    }

    private static UsageEvents.Event event(Order.End order, Use use, Meters.Meter meter) {
        var key = new UsageEvents.Key(DeliveredUsage.AT_END, order.id() + "/" + use.day() + "/" + meter.name());
        var raw = String.valueOf(use.reading().raw());
        return new UsageEvents.Event(key, order.serviceId().value(), use.day(), meter.position(), use.quantity(), raw);
    }
}
