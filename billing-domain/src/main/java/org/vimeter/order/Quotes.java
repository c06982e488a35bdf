package org.vimeter.order;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.vimeter.catalog.ServicePackage;
import org.vimeter.db.Session;
import org.vimeter.money.Money;
import org.vimeter.offer.Exposure;
import org.vimeter.offer.Packages;
import org.vimeter.offer.Per;
import org.vimeter.offer.Versions;
import org.vimeter.problem.Refused;
import org.vimeter.recurring.Choices;
import org.vimeter.recurring.Cycle;
import org.vimeter.recurring.Item;
import org.vimeter.recurring.Line;
import org.vimeter.recurring.Subscription;
import org.vimeter.recurring.Subscription.Span;
import org.vimeter.recurring.Subscriptions;
import org.vimeter.recurring.Subscriptions.Terms;

/** Computes what an order costs, with the same functions that book it. */
final class Quotes {
    private Quotes() {}

    /** Of a package that is on sale in a currency. */
    static Terms onSale(Session session, long packageId, Currency currency, LocalDate today) throws SQLException {
        var head = Packages.head(session, packageId);
        var version = Versions.onSale(session, packageId, today)
                .filter(one -> head.state() == ServicePackage.State.PUBLISHED)
                .orElseThrow(() -> Refused.because("order.not-on-sale", head.name()));
        var offer = Versions.offer(session, version);
        if (!offer.currencies().contains(currency.getCurrencyCode())) {
            throw Refused.because("order.currency", head.name(), String.join(", ", offer.currencies()), currency);
        }
        return new Terms(version, offer);
    }

    /** The periods that an offer is sold for in a currency. */
    static List<Per> periods(Terms terms, Currency currency) {
        return Per.PERIODS.stream()
                .filter(per -> terms.offer()
                        .prices()
                        .find(currency.getCurrencyCode(), per)
                        .isPresent())
                .toList();
    }

    /** Of a new service that begins today. */
    static Quote first(Terms terms, Per per, Choices choices, LocalDate today, Money available) {
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

    /** @param charged what is booked for the period already */
    record Booked(List<Span> spans, Money charged, Per per) {}

    /** Of a change that is made today: the period's price after it, less what is booked. */
    static Quote change(Terms terms, Booked booked, Choices choices, LocalDate today, Money available) {
        var currency = available.currency();
        var cycle = Cycle.at(booked.per(), today);
        var items = items(terms, booked.per(), choices, currency);
        var spans = Subscription.followed(booked.spans(), new Span(today, items));
        var lines = new Subscription(spans, null, currency).lines(cycle);
        return new Quote(
                terms,
                booked.per(),
                choices,
                cycle,
                lines,
                Money.zero(currency),
                Subscription.due(lines, currency).minus(booked.charged()),
                whole(items, cycle, currency),
                exposures(terms, currency),
                available);
    }

    static Booked booked(Session session, long serviceId, Currency currency, Per per, LocalDate today)
            throws SQLException {
        var cycle = Cycle.at(per, today);
        var charged = session.find(
                "select rated from recurring_charge where service_id = ? and per = ? and period_start = ? order by n desc limit 1",
                row -> new Money(row.decimal("rated"), currency),
                serviceId,
                per,
                cycle.start());
        var spans = Subscriptions.spans(session, serviceId, currency, cycle);
        return new Booked(spans, charged.orElse(Money.zero(currency)), per);
    }

    static Money setUp(Terms terms, Currency currency) {
        var fee = terms.offer().prices().find(currency.getCurrencyCode(), Per.SETUP);
        return new Money(fee.orElse(BigDecimal.ZERO), currency);
    }

    private static List<Item> items(Terms terms, Per per, Choices choices, Currency currency) {
        return Item.of(terms.version().name(), terms.offer(), choices, currency.getCurrencyCode(), per);
    }

    private static Money whole(List<Item> items, Cycle cycle, Currency currency) {
        var span = new Span(cycle.start(), items);
        List<Line> lines = new Subscription(List.of(span), null, currency).lines(cycle);
        return Subscription.due(lines, currency);
    }

    private static List<Exposure> exposures(Terms terms, Currency currency) {
        return Exposure.of(terms.offer()).stream()
                .filter(one -> one.currency().equals(currency))
                .toList();
    }
}
