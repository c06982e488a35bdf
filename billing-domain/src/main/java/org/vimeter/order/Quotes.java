package org.vimeter.order;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import org.vimeter.db.Session;
import org.vimeter.money.Money;
import org.vimeter.offer.BillingPeriod;
import org.vimeter.offer.Exposure;
import org.vimeter.offer.PackageId;
import org.vimeter.offer.Packages;
import org.vimeter.offer.PriceKind;
import org.vimeter.offer.Versions;
import org.vimeter.problem.Refused;
import org.vimeter.rating.Charged;
import org.vimeter.recurring.Cycle;
import org.vimeter.recurring.ProratedLine;
import org.vimeter.recurring.RecurringCharges;
import org.vimeter.recurring.RecurringItem;
import org.vimeter.recurring.Selection;
import org.vimeter.recurring.Subscription;
import org.vimeter.recurring.Subscription.Span;
import org.vimeter.recurring.Subscriptions;
import org.vimeter.recurring.Subscriptions.Terms;
import org.vimeter.server.ServerId;
import org.vimeter.service.ServiceId;

/** Computes what an order costs, with the same functions that book it. */
final class Quotes {
    private Quotes() {}

    /** Where a new service of a package would be, and what is on sale there by that server's own calendar. */
    record Place(ServerId serverId, LocalDate today, Terms terms) {}

    /** The server with the fewest VMs of ours, of those that sell the package in the currency today. */
    static Place place(Session session, PackageId packageId, Currency currency, Clock clock) throws SQLException {
        var name = "";
        for (var server : servers(session, packageId)) {
            var today = LocalDate.now(clock.withZone(server.zone()));
            var terms = onSale(session, packageId, currency, today);
            name = terms.version().name();
            if (terms.offer().servers().contains(server.id())) {
                return new Place(new ServerId(server.id()), today, terms);
            }
        }
        if (name.isEmpty()) {
            name = onSale(session, packageId, currency, LocalDate.now(clock))
                    .version()
                    .name();
        }
        throw Refused.because("order.no-server", name);
    }

    private record Server(long id, ZoneId zone) {}

    private static List<Server> servers(Session session, PackageId packageId) throws SQLException {
        return session.list("""
                select v.id, v.zone from servers v where v.active and v.id in (select s.server_id from package_servers s
                        join package_versions p on p.id = s.version_id where p.package_id = ? and p.state = 'PUBLISHED')
                    order by (select count(*) from services s where s.server_id = v.id and s.last_day is null)
                        + (select count(*) from open_order o where o.server_id = v.id and o.kind = 'NEW'), v.id
                """, row -> new Server(row.number("id"), ZoneId.of(row.text("zone"))), packageId);
    }

    /** Of a package that is on sale in a currency on a day of a server. */
    static Terms onSale(Session session, PackageId packageId, Currency currency, LocalDate today) throws SQLException {
        var head = Packages.head(session, packageId.value());
        var version = Versions.onSale(session, head, today)
                .orElseThrow(() -> Refused.because("order.not-on-sale", head.name()));
        var offer = Versions.offer(session, version);
        if (!offer.currencies().contains(currency.getCurrencyCode())) {
            throw Refused.because("order.currency", head.name(), String.join(", ", offer.currencies()), currency);
        }
        return new Terms(version, offer);
    }

    /** The periods that an offer is sold for in a currency. */
    static List<BillingPeriod> periods(Terms terms, Currency currency) {
        return Arrays.stream(BillingPeriod.values())
                .filter(per -> terms.offer()
                        .prices()
                        .find(currency.getCurrencyCode(), per)
                        .isPresent())
                .toList();
    }

    /** Of a new service that begins today. */
    static Quote first(Terms terms, BillingPeriod per, Selection choices, LocalDate today, Money available) {
        var currency = available.currency();
        var cycle = Cycle.at(per, today);
        var items = items(terms, per, choices, currency);
        var lines = new Subscription(List.of(new Span(today, items)), null, currency).lines(cycle);
        var setUp = setUp(terms, currency);
        return new Quote(
                terms,
                per,
                choices,
                cycle,
                lines,
                setUp,
                Subscription.due(lines, currency).plus(setUp),
                whole(items, cycle, currency),
                exposures(terms, currency),
                available);
    }

    /**
     * What is booked already.
     *
     * @param later for the periods after the one that a day is in, if any
     */
    record Booked(Period present, List<Period> later) {
        record Period(Cycle cycle, List<Span> spans, Charged charged) {
            Money missing(List<ProratedLine> lines) {
                return charged.missing(
                        Subscription.due(lines, charged.standing().currency()));
            }

            /** What it is made of when the service has something else from a day on. */
            List<ProratedLine> lines(Span next, Currency currency) {
                var followed = Subscription.followed(spans, next);
                return new Subscription(followed, null, currency).lines(cycle);
            }
        }
    }

    /** Of a change that is made today: the price of the period, and of all that are booked, after it, less what is booked. */
    static Quote change(Terms terms, Booked booked, Selection choices, LocalDate today, Money available) {
        var currency = available.currency();
        var cycle = booked.present().cycle();
        var items = items(terms, cycle.period(), choices, currency);
        var next = new Span(today, items);
        var lines = booked.present().lines(next, currency);
        var first = booked.later().stream()
                .map(later -> later.missing(later.lines(next, currency)))
                .reduce(booked.present().missing(lines), Money::plus);
        return new Quote(
                terms,
                cycle.period(),
                choices,
                cycle,
                lines,
                Money.zero(currency),
                first,
                whole(items, cycle, currency),
                exposures(terms, currency),
                available);
    }

    static Booked booked(Session session, ServiceId serviceId, Currency currency, BillingPeriod per, LocalDate today)
            throws SQLException {
        var cycle = Cycle.at(per, today);
        var later = new ArrayList<Booked.Period>();
        for (var one : RecurringCharges.bookedAfter(session, serviceId, cycle)) {
            later.add(period(session, serviceId, currency, one));
        }
        return new Booked(period(session, serviceId, currency, cycle), later);
    }

    private static Booked.Period period(Session session, ServiceId serviceId, Currency currency, Cycle cycle)
            throws SQLException {
        return new Booked.Period(
                cycle,
                Subscriptions.spans(session, serviceId, currency, cycle),
                RecurringCharges.charged(session, serviceId, cycle, currency));
    }

    static Money setUp(Terms terms, Currency currency) {
        var fee = terms.offer().prices().find(currency.getCurrencyCode(), PriceKind.SETUP);
        return new Money(fee.orElse(BigDecimal.ZERO), currency);
    }

    private static List<RecurringItem> items(Terms terms, BillingPeriod per, Selection choices, Currency currency) {
        return RecurringItem.of(terms.version().name(), terms.offer(), choices, currency.getCurrencyCode(), per);
    }

    private static Money whole(List<RecurringItem> items, Cycle cycle, Currency currency) {
        var span = new Span(cycle.start(), items);
        List<ProratedLine> lines = new Subscription(List.of(span), null, currency).lines(cycle);
        return Subscription.due(lines, currency);
    }

    private static List<Exposure> exposures(Terms terms, Currency currency) {
        return Exposure.of(terms.offer()).stream()
                .filter(one -> one.currency().equals(currency))
                .toList();
    }
}
