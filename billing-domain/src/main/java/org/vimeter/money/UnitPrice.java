package org.vimeter.money;

import java.math.BigDecimal;
import java.util.Currency;

/** A price per unit of measure with up to ten decimals, finer than money can be. */
public record UnitPrice(BigDecimal amount, Currency currency) {
    public static final int DECIMALS = 10;

    public UnitPrice {
        amount = amount.stripTrailingZeros();
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("A price cannot be negative: " + amount.toPlainString());
        }
        if (amount.scale() > DECIMALS) {
            throw new IllegalArgumentException("A price has at most ten decimals: " + amount.toPlainString());
        }
    }

    /**
     * The price of a quantity that is given in base units.
     *
     * <p>Multiplies first and divides once, so the one rounding (half up, to the minor unit) is of the exact value.
     *
     * @param unit how many base units the price is for
     */
    public Money of(long quantity, long unit) {
        var exact = amount.multiply(BigDecimal.valueOf(quantity));
        return Money.rounded(exact, BigDecimal.valueOf(unit), currency);
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
