package org.vimeter.rating;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.vimeter.money.Money;
import org.vimeter.money.UnitPrice;

/**
 * The numbers of one metered add-on's terms. Quantities are whole base units (bytes, milliseconds, operations).
 *
 * @param included free per accounting period
 * @param limit the hard stop per accounting period, or null for none
 * @param price per unit of overage
 * @param unit how many base units the price is for
 * @param cap usage beyond it is not charged, or null when all is
 */
public record Tariff(
        long included,
        @Nullable Long limit,
        UnitPrice price,
        long unit,
        LimitTest limitTest,
        @Nullable Long cap) {

    public Tariff {
        if (included < 0 || unit < 1 || (limit != null && limit < included)) {
            throw new IllegalArgumentException(
                    "Not a tariff: included " + included + ", limit " + limit + ", unit " + unit);
        }
    }

    /** @param capped true when usage beyond the limit is not charged */
    public Tariff(
            long included, @Nullable Long limit, UnitPrice price, long unit, LimitTest limitTest, boolean capped) {
        this(included, limit, price, unit, limitTest, capped ? limit : null);
    }

    /**
     * For a part of the accounting period: included and limit by its days, rounded down. What is charged is still capped
     * at the whole limit, so that nobody pays less for the same usage because the period was cut.
     */
    public Tariff shared(long days, long of) {
        return days == of
                ? this
                : new Tariff(
                        share(included, days, of),
                        limit == null ? null : share(limit, days, of),
                        price,
                        unit,
                        limitTest,
                        cap);
    }

    /** With another hard stop; what is capped is capped there. */
    public Tariff limitedTo(long newLimit) {
        long stop = Math.max(included, newLimit);
        return new Tariff(included, stop, price, unit, limitTest, cap == null ? null : Math.max(cap, stop));
    }

    public boolean capped() {
        return cap != null;
    }

    /** What can be charged at most for one period, or null when nothing bounds it. */
    public @Nullable Money largestCharge() {
        return limit == null ? null : price.of(limit - included, unit);
    }

    private static long share(long quantity, long days, long of) {
        return BigInteger.valueOf(quantity)
                .multiply(BigInteger.valueOf(days))
                .divide(BigInteger.valueOf(of))
                .longValueExact();
    }
}
