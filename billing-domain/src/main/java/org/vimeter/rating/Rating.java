package org.vimeter.rating;

import org.vimeter.money.Money;

/**
 * The price of usage.
 *
 * <pre>
 * over(U) = max(0, U - included)     or  max(0, min(U, cap) - included) when capped, as a rule at the limit
 * R(U)    = over(U) / unit x price   rounded once, half up, to the currency's minor unit
 * charge  = R(U) - what is charged already for this service, add-on and period
 * </pre>
 */
public final class Rating {

    private Rating() {}

    public static Rated rate(Tariff tariff, long used, Money charged) {
        if (used < 0) {
            throw new IllegalArgumentException("Usage cannot be negative: " + used);
        }
        long over = over(tariff, used);
        var due = tariff.price().of(over, tariff.unit());
        var limit = tariff.limit();
        boolean breached = limit != null && tariff.limitTest().breached(used, limit);
        return new Rated(used, over, due, due.minus(charged), breached);
    }

    private static long over(Tariff tariff, long used) {
        var cap = tariff.cap();
        long billed = cap == null ? used : Math.min(used, cap);
        return Math.max(0, billed - tariff.included());
    }
}
