package org.vimeter.recurring;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.vimeter.offer.BillingPeriod;
import org.vimeter.offer.Offer;
import org.vimeter.offer.OfferedAddOn;
import org.vimeter.offer.OfferedAddOn.Element;
import org.vimeter.offer.Rule;

/**
 * One thing that costs something each period.
 *
 * @param addOn its internal name; empty for the package itself
 * @param element of an enumeration, else empty
 * @param steps how often the price is paid: the steps above what is included, else 1
 * @param price of one step for a whole period
 */
public record RecurringItem(String addOn, String title, String element, long steps, BigDecimal price) {

    public BigDecimal whole() {
        return price.multiply(BigDecimal.valueOf(steps));
    }

    /** The package first, then what costs something of its add-ons, in their order. */
    public static List<RecurringItem> of(
            String packageName, Offer offer, Selection choices, String currency, BillingPeriod per) {
        var whole = offer.prices().find(currency, per).orElse(BigDecimal.ZERO);
        var addOns = offer.addOns().stream()
                .map(addOn -> addOn.rule() == Rule.ON_ORDER
                        ? ordered(addOn, choices, currency, per)
                        : chosen(addOn, choices, currency, per))
                .filter(item -> item.whole().signum() > 0);
        return Stream.concat(Stream.of(new RecurringItem("", packageName, "", 1, whole)), addOns)
                .toList();
    }

    /** A begun step is a whole one. */
    private static RecurringItem ordered(OfferedAddOn addOn, Selection choices, String currency, BillingPeriod per) {
        long quantity = choices.quantities().getOrDefault(addOn.name(), 0L);
        long size = addOn.amounts().stepOrOne();
        long extra = Math.max(0, quantity - Selection.included(addOn));
        long steps = extra / size + (extra % size == 0 ? 0 : 1);
        var price = addOn.prices().find(currency, per).orElse(BigDecimal.ZERO);
        return new RecurringItem(addOn.name(), addOn.title(), "", steps, price);
    }

    private static RecurringItem chosen(OfferedAddOn addOn, Selection choices, String currency, BillingPeriod per) {
        var name = choices.elements().getOrDefault(addOn.name(), "");
        var element = addOn.elements().stream()
                .filter(one -> addOn.rule() == Rule.ENUMERATION && one.name().equals(name))
                .findFirst();
        var price = element.map(Element::prices)
                .flatMap(prices -> prices.find(currency, per))
                .orElse(BigDecimal.ZERO);
        return new RecurringItem(
                addOn.name(), addOn.title(), element.map(Element::title).orElse(""), 1, price);
    }
}
