package org.vimeter.delivery;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.vimeter.catalog.Meters.Meter;
import org.vimeter.delivery.KnownTargets.Target;
import org.vimeter.measure.Unit;
import org.vimeter.problem.Refused;
import org.vimeter.server.Connections;
import org.vimeter.usage.ReadingRules;
import org.vimeter.usage.Slot;
import org.vimeter.usage.UsageEvents;
import org.vimeter.vm.RawReading;
import org.vimeter.vm.ServerConnection;

/** Decides event by event, by the rules that the event's server has for what it reports itself. */
final class UsageEventValidator {
    private static final int SHOWN = 100;

    private final KnownTargets known;
    private final Connections connections;
    private final Clock clock;
    private final Map<Long, ServerConnection> servers = new HashMap<>();

    UsageEventValidator(KnownTargets known, Connections connections, Clock clock) {
        this.known = known;
        this.connections = connections;
        this.clock = clock;
    }

    /** What will be stored. */
    record Judged(UsageEvent event, Target target, LocalDate day, int meter, long quantity, String raw) {
        KnownTargets.Accepted accepted() {
            return new KnownTargets.Accepted(target.service().id().value(), day, meter, quantity);
        }

        UsageEvents.Event stored() {
            return new UsageEvents.Event(event.key(), target.service().id().value(), day, meter, quantity, raw);
        }
    }

    Judged judge(UsageEvent event) {
        requireAttributes(event);
        var target = known.target(event);
        var meter = meter(event);
        var unit = unit(event, meter);
        var server = servers.computeIfAbsent(target.service().serverId().value(), connections::of);
        var day = day(event, target, server);
        var reading = new RawReading(meter.name(), event.quantity(), unit, null);
        var slot = new ReadingRules(server).judge(reading, target.vm(), day);
        return new Judged(event, target, day, meter.position(), quantity(event, slot), raw(event, unit));
    }

    private static long quantity(UsageEvent event, Slot slot) {
        var problem = slot.problem();
        var quantity = slot.quantity();
        if (problem != null || quantity == null) {
            throw problem == null ? Refused.because("usage.quantity", event.quantity()) : Refused.because(problem);
        }
        return quantity;
    }

    private static void requireAttributes(UsageEvent event) {
        require(event.specversion().equals("1.0"), "specversion", event.specversion());
        require(event.type().equals(UsageEvent.TYPE), "type", event.type());
        require(isFit(event.source(), UsageEvent.LONGEST_SOURCE), "source", event.source());
        require(isFit(event.id(), UsageEvent.LONGEST_ID), "id", event.id());
        require(!event.quantity().isEmpty(), "data.quantity", "");
    }

    private static boolean isFit(String text, int longest) {
        return !text.isBlank() && text.length() <= longest && text.indexOf('\0') < 0;
    }

    private static void require(boolean condition, String attribute, String value) {
        if (!condition) {
            throw Refused.because("usage.attribute", attribute, value);
        }
    }

    private Meter meter(UsageEvent event) {
        require(!event.meter().isEmpty(), "data.meter", "");
        return known.meters().named(event.meter());
    }

    private Unit unit(UsageEvent event, Meter meter) {
        var name = event.unit().isEmpty() ? meter.baseUnit() : event.unit();
        var unit = known.units().get(name);
        if (unit == null) {
            throw Refused.because("unit.not-known", name);
        }
        if (!unit.base().name().equals(meter.baseUnit())) {
            throw Refused.because("server.meter-unit", meter.name(), name, meter.baseUnit());
        }
        return unit;
    }

    private LocalDate day(UsageEvent event, Target target, ServerConnection server) {
        var day = parsed(event);
        var yesterday = LocalDate.now(clock.withZone(server.zone())).minusDays(1);
        var service = target.service();
        var last = service.lastDay();
        var end = last == null || last.isAfter(yesterday) ? yesterday : last;
        if (day.isBefore(service.firstDay()) || day.isAfter(end)) {
            throw Refused.because("usage.day", service.vmName(), day, service.firstDay(), end);
        }
        return day;
    }

    private static LocalDate parsed(UsageEvent event) {
        try {
            return LocalDate.parse(event.day());
        } catch (DateTimeException e) {
            throw Refused.because("usage.attribute", "data.day", event.day());
        }
    }

    /** What people see beside the quantity: the figure as it was delivered, and by whom. */
    private static String raw(UsageEvent event, Unit unit) {
        var text = event.quantity() + " " + unit.name() + " ← " + event.source();
        var plain = text.replaceAll("[|\\p{Cntrl}]+", " ").strip();
        return plain.length() <= SHOWN ? plain : plain.substring(0, SHOWN) + "…";
    }
}
