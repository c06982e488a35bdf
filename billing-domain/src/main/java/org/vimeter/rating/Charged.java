package org.vimeter.rating;

import java.util.Currency;
import org.vimeter.money.Money;

/**
 * What was charged for an accounting period before.
 *
 * @param standing charges less credits that were not reversed
 * @param waived what was reversed and is not to be charged again; negative where a credit was
 */
public record Charged(Money standing, Money waived) {

    public static Charged nothing(Currency currency) {
        return new Charged(Money.zero(currency), Money.zero(currency));
    }

    /** What is to be booked so that a period that costs so much is charged: what was given is neither taken nor given twice. */
    public Money missing(Money due) {
        var rest = due.minus(waived);
        var owed = waived.isPositive() && rest.isNegative() ? Money.zero(due.currency()) : rest;
        return owed.minus(standing);
    }
}
