package org.vimeter.rating;

/**
 * The price of usage.
 *
 * <pre>
 * over(U) = max(0, U - included)     or  max(0, min(U, cap) - included) when capped, as a rule at the limit
 * R(U)    = over(U) / unit x price   rounded once, half up, to the currency's minor unit
 * charge  = R(U) - what is charged already for this service, add-on and period, as {@link Charged} has it
 * </pre>
 */
public final class Rating {

    private Rating() {}

    public static Rated rate(Tariff tariff, long used, Charged charged) {
        if (used < 0) {
            throw new IllegalArgumentException("Usage cannot be negative: " + used);
        }
        long over = over(tariff, used);
        var due = tariff.price().of(over, tariff.unit());
        var limit = tariff.limit();
        boolean breached = limit != null && tariff.limitTest().breached(used, limit);
        return new Rated(used, over, due, charged.missing(due), breached);
    }

    /** Of usage that nothing was charged for yet. */
    public static Rated rate(Tariff tariff, long used) {
        return rate(tariff, used, Charged.nothing(tariff.price().currency()));
    }

    private static long over(Tariff tariff, long used) {
        var cap = tariff.cap();
        long billed = cap == null ? used : Math.min(used, cap);
        return Math.max(0, billed - tariff.included());
    }
}
