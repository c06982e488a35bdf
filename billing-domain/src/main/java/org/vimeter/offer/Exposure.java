package org.vimeter.offer;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.AtLimit;
import org.vimeter.catalog.BeyondLimit;
import org.vimeter.catalog.Period;
import org.vimeter.money.Money;
import org.vimeter.money.UnitPrice;

/**
 * What a client pays at most for one metered add-on in one accounting period.
 *
 * @param largest the price from what is included up to the limit; null when no limit stops it
 * @param capped nothing beyond the limit is charged; else the rest of the day on which it is reached comes on top
 * @param alarming in a month more than a hundred times the package's price, or without any bound
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
    private static final BigDecimal DAYS = BigDecimal.valueOf(31);

    /** Of each metered add-on that costs something, in each currency. What a draft got wrong has none yet. */
    public static List<Exposure> of(Offer offer) {
        return offer.addOns().stream()
                .filter(addOn -> addOn.rule() == Rule.METERED)
                .flatMap(addOn -> offer.currencies().stream()
                        .filter(currency -> addOn.prices()
                                .find(currency, PriceKind.OVERAGE)
                                .filter(price -> price.signum() > 0)
                                .isPresent())
                        .map(currency -> of(offer, addOn, currency)))
                .toList();
    }

    private static Exposure of(Offer offer, OfferedAddOn addOn, String code) {
        var currency = Currency.getInstance(code);
        var price = addOn.prices().find(code, PriceKind.OVERAGE).orElse(BigDecimal.ZERO);
        boolean capped = addOn.metering().beyondLimit() == BeyondLimit.CAP;
        boolean stopped = capped || addOn.metering().atLimit() == AtLimit.SUSPEND;
        @Nullable
        Money largest =
                addOn.amounts().limit() != null && stopped ? largest(addOn, new UnitPrice(price, currency)) : null;
        return new Exposure(
                addOn.name(),
                addOn.title(),
                currency,
                addOn.metering().period(),
                largest,
                capped,
                largest == null || isAlarming(largest, addOn.metering().period(), offer.prices()));
    }

    private static Money largest(OfferedAddOn addOn, UnitPrice price) {
        var limit = addOn.amounts().limit();
        var included = addOn.amounts().included();
        long over = Math.max(0, (limit == null ? 0 : limit) - (included == null ? 0 : included));
        return price.of(over, addOn.unit().factor());
    }

    /** Against the price of a month, or of the shortest period that is sold. */
    private static boolean isAlarming(Money largest, Period period, Prices prices) {
        var inMonth = period == Period.DAY ? largest.amount().multiply(DAYS) : largest.amount();
        var code = largest.currency().getCurrencyCode();
        return prices.find(code, PriceKind.MONTHLY)
                .or(() -> PriceKind.PERIODS.stream()
                        .flatMap(per -> prices.find(code, per).stream())
                        .findFirst())
                .filter(price -> inMonth.compareTo(price.multiply(ALARMING)) > 0)
                .isPresent();
    }
}
