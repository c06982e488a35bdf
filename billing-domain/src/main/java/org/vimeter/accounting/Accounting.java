package org.vimeter.accounting;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.Catalog;
import org.vimeter.catalog.MeteredTerms;
import org.vimeter.catalog.Period;
import org.vimeter.db.Session;
import org.vimeter.rating.Tariff;

/** What is known of some services beside their present package: earlier packages, and limits that staff set. */
public final class Accounting {
    private final Map<Long, List<Spell>> spells = new HashMap<>();
    private final Map<Long, List<SetLimit>> limits = new HashMap<>();

    private Accounting() {}

    /** @param packageId the present one */
    public record Billed(long serviceId, long packageId, Currency currency, LocalDate firstDay) {}

    /** The days that a service had one package, first and last included. */
    private record Spell(long packageId, LocalDate from, LocalDate to) {}

    private record SetLimit(
            long addOnId,
            long quantity,
            LocalDate from,
            @Nullable LocalDate to) {
        boolean holds(long addOn, LocalDate start) {
            return addOn == addOnId && !from.isAfter(start) && (to == null || !to.isBefore(start));
        }
    }

    public static Accounting of(Session session, Collection<Long> services) throws SQLException {
        return of(session, services, Long.MAX_VALUE);
    }

    /** As it stood before a charge with this stamp was made. */
    public static Accounting of(Session session, Collection<Long> services, long stamp) throws SQLException {
        var accounting = new Accounting();
        var ids = session.array("bigint", services);
        session.each(
                """
                select c.* from unnest(?::bigint[]) as n (id) join service s on s.id = n.id and s.switched
                    join service_config c on c.service_id = s.id and c.stamp < ? order by c.id
                """,
                row -> accounting.begin(row.number("service_id"), row.number("package_id"), row.day("from_day")),
                ids,
                stamp);
        if (session.find("select 1 from service_limit limit 1", row -> true).isPresent()) {
            session.each(
                    "select l.* from unnest(?::bigint[]) as n (id) join service_limit l on l.service_id = n.id and l.stamp < ? order by l.id desc",
                    row -> accounting
                            .limits
                            .computeIfAbsent(row.number("service_id"), key -> new ArrayList<>())
                            .add(new SetLimit(
                                    row.number("add_on_id"),
                                    row.number("limit_quantity"),
                                    row.day("from_day"),
                                    row.dayOrNull("to_day"))),
                    ids,
                    stamp);
        }
        return accounting;
    }

    /** A later row of the same day takes the day over. */
    private void begin(long service, long packageId, LocalDate from) {
        var known = spells.computeIfAbsent(service, key -> new ArrayList<>());
        while (!known.isEmpty() && !known.get(known.size() - 1).from().isBefore(from)) {
            known.remove(known.size() - 1);
        }
        if (!known.isEmpty()) {
            var last = known.remove(known.size() - 1);
            if (last.packageId() == packageId) {
                known.add(last);
                return;
            }
            known.add(new Spell(last.packageId(), last.from(), from.minusDays(1)));
        }
        known.add(new Spell(packageId, from, LocalDate.MAX));
    }

    /** As it would be if the service got another package on a day. */
    public Accounting cut(Billed service, long newPackage, LocalDate day) {
        if (!spells.containsKey(service.serviceId())) {
            begin(service.serviceId(), service.packageId(), service.firstDay());
        }
        begin(service.serviceId(), newPackage, day);
        return this;
    }

    /** The metered add-ons that count a day. */
    public List<Counted> on(Catalog catalog, Billed service, LocalDate day) {
        var spell = spell(service, day);
        return catalog.on(spell.packageId(), service.currency(), day, spell.from()).stream()
                .map(terms -> counted(terms, service, day))
                .toList();
    }

    /** The package that a service had on a day, and since when without a break. */
    private Spell spell(Billed service, LocalDate day) {
        var known = spells.getOrDefault(service.serviceId(), List.of());
        return known.stream()
                .filter(spell -> !spell.to().isBefore(day))
                .findFirst()
                .orElse(new Spell(service.packageId(), service.firstDay(), LocalDate.MAX));
    }

    /** These terms in the period, or the part of it, that a day is in. */
    public Counted counted(MeteredTerms terms, Billed service, LocalDate day) {
        if (terms.period() == Period.DAY) {
            var daily = limited(terms, terms.tariff(), service, day);
            return new Counted(daily, day, day, day, false, Period.DAY.liftsOn(day));
        }
        var spell = spell(service, day);
        var month = Period.MONTH.start(day);
        var last = Period.MONTH.next(day).minusDays(1);
        var life = later(month, service.firstDay());
        var from = later(life, spell.from());
        var to = spell.to().isBefore(last) ? spell.to() : last;
        var start = from.equals(life) ? month : from;
        var tariff = terms.tariff().shared(days(from, to), days(life, last));
        boolean partial = !from.equals(life) || !to.equals(last);
        return new Counted(
                limited(terms, tariff, service, start), start, partial ? from : month, to, partial, to.plusDays(1));
    }

    private MeteredTerms limited(MeteredTerms terms, Tariff tariff, Billed service, LocalDate start) {
        return limits.getOrDefault(service.serviceId(), List.of()).stream()
                .filter(limit -> limit.holds(terms.addOnId(), start))
                .findFirst()
                .map(limit -> terms.with(tariff.limitedTo(limit.quantity())))
                .orElse(terms.with(tariff));
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static long days(LocalDate from, LocalDate to) {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }
}
