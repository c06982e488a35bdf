package org.vimeter.recurring;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import org.vimeter.money.Money;

/**
 * What one item costs for some days of a period.
 *
 * @param ofDays how many days the whole period has
 * @param amount the item's price by days, rounded half up
 */
public record ProratedLine(RecurringItem item, LocalDate from, LocalDate to, int ofDays, Money amount) {

    static ProratedLine of(RecurringItem item, LocalDate from, LocalDate to, int ofDays, Currency currency) {
        return new ProratedLine(item, from, to, ofDays, price(item, Cycle.days(from, to), ofDays, currency));
    }

    public int days() {
        return Cycle.days(from, to);
    }

    /** The same, computed from the figures beside it. */
    public Money recomputed() {
        return price(item, days(), ofDays, amount.currency());
    }

    private static Money price(RecurringItem item, int days, int ofDays, Currency currency) {
        return Money.rounded(item.whole().multiply(BigDecimal.valueOf(days)), BigDecimal.valueOf(ofDays), currency);
    }
}
