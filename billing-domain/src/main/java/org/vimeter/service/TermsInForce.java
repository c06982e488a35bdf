package org.vimeter.service;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vimeter.catalog.Period;
import org.vimeter.db.Session;
import org.vimeter.offer.MeteredTerms;
import org.vimeter.offer.PackageId;
import org.vimeter.offer.PublishedTerms;
import org.vimeter.rating.Tariff;

/** What is known of some services beside their present package: earlier packages, and limits that staff set. */
public final class TermsInForce {
    private static final String CONFIGS = """
            select c.* from unnest(?::bigint[]) as n (id) join service s on s.id = n.id and s.switched
                join service_config c on c.service_id = s.id and c.stamp < ? order by c.id
            """;

    private final Map<Long, List<PackagePeriod>> packages = new HashMap<>();
    private final Map<Long, List<Services.SetLimit>> limits = new HashMap<>();

    private TermsInForce() {}

    /** The days that a service had one package, first and last included. */
    private record PackagePeriod(PackageId packageId, LocalDate from, LocalDate to) {
        PackagePeriod until(LocalDate last) {
            return new PackagePeriod(packageId, from, last);
        }
    }

    public static TermsInForce of(Session session, Collection<Long> services) throws SQLException {
        return of(session, services, Long.MAX_VALUE);
    }

    /** As it stood before a charge with this stamp was made. */
    public static TermsInForce of(Session session, Collection<Long> services, long stamp) throws SQLException {
        var inForce = new TermsInForce();
        var ids = session.ids(services);
        session.each(
                CONFIGS,
                row -> inForce.begin(
                        row.number("service_id"), row.id("package_id", PackageId::new), row.day("from_day")),
                ids,
                stamp);
        if (session.find("select 1 from service_limit limit 1", row -> true).isPresent()) {
            session.each(
                    "select l.* from unnest(?::bigint[]) as n (id) join service_limit l on l.service_id = n.id and l.stamp < ? order by l.id desc",
                    row -> inForce.limits
                            .computeIfAbsent(row.number("service_id"), key -> new ArrayList<>())
                            .add(Services.SetLimit.from(row)),
                    ids,
                    stamp);
        }
        return inForce;
    }

    /** The last row of a day wins. */
    private void begin(long service, PackageId packageId, LocalDate from) {
        var known = packages.computeIfAbsent(service, key -> new ArrayList<>());
        known.removeIf(period -> !period.from().isBefore(from));
        int last = known.size() - 1;
        if (last >= 0 && known.get(last).packageId().equals(packageId)) {
            return;
        }
        if (last >= 0) {
            known.set(last, known.get(last).until(from.minusDays(1)));
        }
        known.add(new PackagePeriod(packageId, from, LocalDate.MAX));
    }

    /** As it would be if the service got another package on a day. */
    public TermsInForce cut(Service service, long newPackage, LocalDate day) {
        if (!packages.containsKey(service.id().value())) {
            begin(service.id().value(), service.packageId(), service.firstDay());
        }
        begin(service.id().value(), new PackageId(newPackage), day);
        return this;
    }

    /** The metered add-ons in force on a day. */
    public List<MeteredPart> on(PublishedTerms published, Service service, LocalDate day) {
        var own = packagePeriod(service, day);
        return published.on(own.packageId().value(), service.currency(), day, own.from()).stream()
                .map(terms -> counted(terms, service, day))
                .toList();
    }

    /** The package that a service had on a day, and since when without a break. */
    private PackagePeriod packagePeriod(Service service, LocalDate day) {
        var known = packages.getOrDefault(service.id().value(), List.of());
        return known.stream()
                .filter(own -> !own.to().isBefore(day))
                .findFirst()
                .orElse(new PackagePeriod(service.packageId(), service.firstDay(), LocalDate.MAX));
    }

    /** These terms in the period, or the part of it, that a day is in. */
    public MeteredPart counted(MeteredTerms terms, Service service, LocalDate day) {
        if (terms.period() == Period.DAY) {
            var daily = limited(terms, terms.tariff(), service, day);
            return new MeteredPart(daily, day, day, day, false, Period.DAY.liftsOn(day));
        }
        var own = packagePeriod(service, day);
        var month = Period.MONTH.start(day);
        var last = Period.MONTH.next(day).minusDays(1);
        var life = later(month, service.firstDay());
        var from = later(life, own.from());
        var to = own.to().isBefore(last) ? own.to() : last;
        var start = from.equals(life) ? month : from;
        var tariff = terms.tariff().shared(days(from, to), days(life, last));
        boolean partial = !from.equals(life) || !to.equals(last);
        return new MeteredPart(
                limited(terms, tariff, service, start), start, partial ? from : month, to, partial, to.plusDays(1));
    }

    private MeteredTerms limited(MeteredTerms terms, Tariff tariff, Service service, LocalDate start) {
        return limits.getOrDefault(service.id().value(), List.of()).stream()
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
