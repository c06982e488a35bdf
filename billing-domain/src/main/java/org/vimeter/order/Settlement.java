package org.vimeter.order;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.vimeter.accounting.Accounting;
import org.vimeter.accounting.Accounting.Billed;
import org.vimeter.accounting.Counted;
import org.vimeter.catalog.Catalog;
import org.vimeter.catalog.Period;
import org.vimeter.db.Session;
import org.vimeter.ledger.Charges;
import org.vimeter.money.Money;
import org.vimeter.rating.Charged;
import org.vimeter.rating.Rating;
import org.vimeter.usage.UsageDays;

/**
 * What a change of package makes of the usage so far: the days before it keep their share of what was included, so more
 * of it may be overage. It is charged by the next night.
 *
 * @param used of the days before the change, in base units
 * @param more what it costs beside what was charged already
 */
public record Settlement(Counted counted, long used, Money more) {

    static List<Settlement> of(Session session, Billed service, long newPackage, LocalDate today) throws SQLException {
        var settlements = new ArrayList<Settlement>();
        var yesterday = today.minusDays(1);
        if (yesterday.isBefore(service.firstDay())) {
            return settlements;
        }
        var catalog = Catalog.ofPackages(session, List.of(service.packageId()));
        var ids = List.of(service.serviceId());
        var cut = Accounting.of(session, ids).cut(service, newPackage, today);
        for (var counted : cut.on(catalog, service, yesterday)) {
            if (counted.partial() && counted.terms().period() == Period.MONTH) {
                settlements.add(of(session, service, catalog, counted));
            }
        }
        return settlements;
    }

    private static Settlement of(Session session, Billed service, Catalog catalog, Counted counted)
            throws SQLException {
        var terms = counted.terms();
        var sums = UsageDays.sums(
                session,
                service.serviceId(),
                counted.from(),
                counted.to(),
                catalog.meters().width());
        var key = new Charges.Key(service.serviceId(), terms.addOnId(), counted.start());
        var last = Charges.last(
                        session, List.of(service.serviceId()), counted.start(), counted.to(), List.of(counted.start()))
                .get(key);
        var currency = service.currency();
        var charged = last == null ? Charged.nothing(currency) : last.charged(currency);
        var rated = Rating.rate(terms.tariff(), terms.used(sums), charged);
        return new Settlement(counted, rated.used(), rated.charge());
    }
}
