package org.vimeter.offer;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.BeyondLimit;
import org.vimeter.catalog.Period;
import org.vimeter.money.Money;
import org.vimeter.money.UnitPrice;

/**
 * What a client pays at most for one metered add-on in one accounting period.
 *
 * @param largest the price from what is included up to the limit; null when there is no limit
 * @param capped nothing beyond the limit is charged; else the rest of the day on which it is reached comes on top
 * @param alarming more than a hundred times the package's price
 */
public record Exposure(
        String addOn,
        String title,
        Currency currency,
        Period period,
        @Nullable Money largest,
        boolean capped,
        boolean alarming) {
    private static final BigDecimal ALARMING = BigDecimal.valueOf(100);

    /** Of each metered add-on that costs something, in each currency. What a draft got wrong has none yet. */
    public static List<Exposure> of(Offer offer) {
        return offer.addOns().stream()
                .filter(addOn -> addOn.rule() == Rule.METERED)
                .flatMap(addOn -> offer.currencies().stream()
                        .filter(currency -> addOn.prices()
                                .find(currency, Per.OVERAGE)
                                .filter(price -> price.signum() > 0)
                                .isPresent())
                        .map(currency -> of(offer, addOn, currency)))
                .toList();
    }

    private static Exposure of(Offer offer, OfferedAddOn addOn, String code) {
        var currency = Currency.getInstance(code);
        var limit = addOn.amounts().limit();
        var included = addOn.amounts().included();
        var price = addOn.prices().find(code, Per.OVERAGE).orElse(BigDecimal.ZERO);
        @Nullable
        Money largest = limit == null
                ? null
                : new UnitPrice(price, currency)
                        .of(
                                Math.max(0, limit - (included == null ? 0 : included)),
                                addOn.unit().factor());
        return new Exposure(
                addOn.name(),
                addOn.title(),
                currency,
                addOn.metering().period(),
                largest,
                addOn.metering().beyondLimit() == BeyondLimit.CAP,
                largest != null && isAlarming(largest, offer.prices()));
    }

    /** Against the price of a month, or of the shortest period that is sold. */
    private static boolean isAlarming(Money largest, Prices prices) {
        var code = largest.currency().getCurrencyCode();
        return prices.find(code, Per.MONTHLY)
                .or(() -> Per.PERIODS.stream()
                        .flatMap(per -> prices.find(code, per).stream())
                        .findFirst())
                .filter(price -> largest.amount().compareTo(price.multiply(ALARMING)) > 0)
                .isPresent();
    }
}
