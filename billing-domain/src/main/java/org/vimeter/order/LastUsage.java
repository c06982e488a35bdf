package org.vimeter.order;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vimeter.catalog.Meters;
import org.vimeter.db.Db;
import org.vimeter.db.Session;
import org.vimeter.usage.ReadingRules;
import org.vimeter.vm.RawReading;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.Vm;
import org.vimeter.vm.VmServer;

/**
 * What the server says of the days that no night has read. It is kept as delivered usage, because a server says nothing of a
 * VM that is gone; the next nights bill it. What was delivered by others stands.
 */
record LastUsage(List<Use> uses) {
    private static final int MOST_DAYS = 62;

    record Use(LocalDate day, RawReading reading, long quantity) {}

    /** Yesterday is always among them: a night would read it once more. */
    static LastUsage read(Db db, ServerConnection connection, VmServer server, Vm vm, Order order, LocalDate today)
            throws ServerFault {
        var rules = new ReadingRules(connection);
        var uses = new ArrayList<Use>();
        for (var day = unread(db, order, today); !day.isAfter(today); day = day.plusDays(1)) {
            for (var reading : server.usage(vm.id(), day).readings()) {
                var quantity = rules.judge(reading, vm, day).slot().quantity();
                if (quantity != null) {
                    uses.add(new Use(day, reading, quantity));
                }
            }
        }
        return new LastUsage(uses);
    }

    private static LocalDate unread(Db db, Order order, LocalDate today) {
        var firstDay = db.find(
                        "select first_day from service where id = ?", row -> row.day("first_day"), order.serviceId())
                .orElseThrow();
        var read = db.find(
                        "select max(day) as day from run where server_id = ? and status = 'DONE' and not dry",
                        row -> Optional.ofNullable(row.dayOrNull("day")),
                        order.serverId())
                .flatMap(day -> day);
        var next = read.map(day -> day.plusDays(1)).orElse(firstDay);
        var from = earlier(next, today.minusDays(1));
        var recent = from.isBefore(today.minusDays(MOST_DAYS)) ? today.minusDays(MOST_DAYS) : from;
        return recent.isBefore(firstDay) ? firstDay : recent;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    void keep(Session session, Order order, Instant at) throws SQLException {
        var meters = Meters.load(session);
        for (var use : uses) {
            var position = meters.all().stream()
                    .filter(one -> one.name().equals(use.reading().meter()))
                    .map(Meters.Meter::position)
                    .findFirst();
            if (position.isPresent()) {
                keep(session, order, use, position.get(), at);
            }
        }
    }

    private static void keep(Session session, Order order, Use use, int meter, Instant at) throws SQLException {
        session.update(
                """
                insert into pushed_usage (source, event_id, service_id, day, meter, quantity, raw, actor, received_at)
                    select 'urn:vimeter:end', ?, ?, ?::date, ?, ?, ?, ?, ?::timestamptz where not exists
                        (select 1 from pushed_usage where service_id = ? and day = ? and meter = ?)
                    on conflict (source, event_id) do nothing
                """,
                order.id() + "/" + use.day() + "/" + use.reading().meter(),
                order.serviceId(),
                use.day(),
                meter,
                use.quantity(),
                use.reading().raw(),
                order.orderedBy(),
                at,
                order.serviceId(),
                use.day(),
                meter);
    }
}
