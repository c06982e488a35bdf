package org.vimeter.rating;

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
 * @param capped true when usage beyond the limit is not charged
 */
public record Tariff(
        long included, @Nullable Long limit, UnitPrice price, long unit, LimitTest limitTest, boolean capped) {

    public Tariff {
        if (included < 0 || unit < 1 || (limit != null && limit < included)) {
            throw new IllegalArgumentException(
                    "Not a tariff: included " + included + ", limit " + limit + ", unit " + unit);
        }
    }

    /** What can be charged at most for one period, or null when nothing bounds it. */
    public @Nullable Money largestCharge() {
        return limit == null ? null : price.of(limit - included, unit);
    }
}
