package org.vimeter.offer;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What something costs, by currency and period. What has no price is not sold for that period, or is free. */
public record Prices(List<Price> all) {
    public static final Prices NONE = new Prices(List.of());

    /** @param amount exact, up to ten decimals; a draft's may be negative, which its publication refuses */
    public record Price(String currency, PriceKind per, BigDecimal amount) {
        public Price {
            amount = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
        }
    }

    public Prices {
        all = List.copyOf(all);
    }

    public Optional<BigDecimal> find(String currency, BillingPeriod period) {
        return find(currency, PriceKind.of(period));
    }

    public Optional<BigDecimal> find(String currency, PriceKind kind) {
        return all.stream()
                .filter(price -> price.currency().equals(currency) && price.per() == kind)
                .map(Price::amount)
                .findFirst();
    }
}
