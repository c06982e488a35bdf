package org.vimeter.recurring;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Session;
import org.vimeter.offer.BillingPeriod;
import org.vimeter.offer.Offer;
import org.vimeter.offer.PackageId;
import org.vimeter.offer.Version;
import org.vimeter.offer.Versions;
import org.vimeter.service.ServiceId;
import org.vimeter.service.Services;
import org.vimeter.service.Services.Config;

/** Reads what services have, from which day on, and at which prices. */
public final class Subscriptions {
    private Subscriptions() {}

    /** A version with what it offers. */
    public record Terms(Version version, Offer offer) {
        List<RecurringItem> items(Selection choices, Currency currency, BillingPeriod per) {
            return RecurringItem.of(version.name(), offer, choices.of(offer), currency.getCurrencyCode(), per);
        }
    }

    /** Since when the service has its present package without a break. */
    public static LocalDate begun(List<Config> configs) {
        var begun = configs.get(configs.size() - 1).from();
        for (int i = configs.size() - 2; i >= 0; i--) {
            if (!configs.get(i).packageId().equals(configs.get(i + 1).packageId())) {
                return begun;
            }
            begun = configs.get(i).from();
        }
        return begun;
    }

    public static Selection choices(Session session, @Nullable Long orderId) throws SQLException {
        if (orderId == null) {
            return Selection.NONE;
        }
        var quantities = new HashMap<String, Long>();
        var elements = new HashMap<String, String>();
        session.each(
                "select * from order_choices where order_id = ?",
                row -> {
                    var quantity = row.numberOrNull("quantity");
                    if (quantity == null) {
                        elements.put(row.text("add_on"), row.text("element"));
                    } else {
                        quantities.put(row.text("add_on"), quantity);
                    }
                },
                orderId);
        return new Selection(quantities, elements);
    }

    /** What is in force on a day of what is sold in the currency for the period, as {@link Versions} says. */
    public static Optional<Terms> inForce(
            Session session, PackageId packageId, Currency currency, BillingPeriod per, LocalDate day)
            throws SQLException {
        var version = Versions.inForce(session, packageId, currency, per, day);
        return version.isPresent()
                ? Optional.of(new Terms(version.get(), Versions.offer(session, version.get())))
                : Optional.empty();
    }

    /** What a service has on the days of a period. */
    public static List<Subscription.Span> spans(Session session, ServiceId serviceId, Currency currency, Cycle cycle)
            throws SQLException {
        List<Subscription.Span> spans = List.of();
        var packageId = new PackageId(0);
        var begun = cycle.start();
        for (var config : Services.configs(session, serviceId)) {
            begun = config.packageId().equals(packageId) ? begun : config.from();
            packageId = config.packageId();
            var anchor = begun.isAfter(cycle.start()) ? begun : cycle.start();
            boolean in = cycle.period() == config.per() && !config.from().isAfter(cycle.end());
            var items = in ? items(session, config, currency, anchor) : List.<RecurringItem>of();
            spans = Subscription.followed(spans, new Subscription.Span(config.from(), items));
        }
        return List.copyOf(spans);
    }

    private static List<RecurringItem> items(Session session, Config config, Currency currency, LocalDate anchor)
            throws SQLException {
        var per = config.per();
        if (per == null) {
            return List.of();
        }
        var choices = choices(session, config.orderId());
        return inForce(session, config.packageId(), currency, per, anchor)
                .map(terms -> terms.items(choices, currency, per))
                .orElse(List.of());
    }
}
