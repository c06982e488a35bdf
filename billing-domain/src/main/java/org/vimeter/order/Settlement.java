package org.vimeter.order;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.vimeter.catalog.Period;
import org.vimeter.db.Session;
import org.vimeter.ledger.Charges;
import org.vimeter.money.Money;
import org.vimeter.offer.PublishedTerms;
import org.vimeter.rating.Charged;
import org.vimeter.rating.Rating;
import org.vimeter.service.MeteredPart;
import org.vimeter.service.Service;
import org.vimeter.service.TermsInForce;
import org.vimeter.usage.UsageDays;

/**
 * What a change of package makes of the usage so far: the days before it keep their share of what was included, so more
 * of it may be overage. It is charged by the next night.
 *
 * @param used of the days before the change, in base units
 * @param more what it costs beside what was charged already
 */
record Settlement(MeteredPart counted, long used, Money more) {

    static List<Settlement> of(Session session, Service service, long newPackage, LocalDate today) throws SQLException {
        var settlements = new ArrayList<Settlement>();
        var yesterday = today.minusDays(1);
        if (yesterday.isBefore(service.firstDay())) {
            return settlements;
        }
        var published =
                PublishedTerms.ofPackages(session, List.of(service.packageId().value()));
        var ids = List.of(service.id().value());
        var cut = TermsInForce.of(session, ids).cut(service, newPackage, today);
        for (var counted : cut.on(published, service, yesterday)) {
            if (counted.partial() && counted.terms().period() == Period.MONTH) {
                settlements.add(of(session, service, counted));
            }
        }
        return settlements;
    }

    private static Settlement of(Session session, Service service, MeteredPart counted) throws SQLException {
        var terms = counted.terms();
        var sums = UsageDays.sum(session, service.id().value(), counted.from(), counted.to());
        var key = new Charges.Key(service.id().value(), terms.addOnId(), counted.start());
        var last = Charges.last(
                        session, List.of(service.id().value()), counted.start(), counted.to(), List.of(counted.start()))
                .get(key);
        var currency = service.currency();
        var charged = last == null ? Charged.nothing(currency) : last.charged(currency);
        var rated = Rating.rate(terms.tariff(), terms.used(sums), charged);
        return new Settlement(counted, rated.used(), rated.charge());
    }
}
