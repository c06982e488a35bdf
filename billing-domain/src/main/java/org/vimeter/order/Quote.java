package org.vimeter.order;

import java.math.BigDecimal;
import java.util.List;
import org.vimeter.money.Money;
import org.vimeter.offer.BillingPeriod;
import org.vimeter.offer.Exposure;
import org.vimeter.recurring.Cycle;
import org.vimeter.recurring.ProratedLine;
import org.vimeter.recurring.Selection;
import org.vimeter.recurring.Subscription;
import org.vimeter.recurring.Subscriptions.Terms;

/**
 * What an order costs, before it is confirmed.
 *
 * @param terms the version that it is made under
 * @param cycle the period that it begins in
 * @param lines the rest of the period that has begun
 * @param setUp zero without one
 * @param first what is charged when it is carried out; negative when something is given back
 * @param recurring what a whole period costs
 * @param exposures the largest possible overage of each metered add-on
 * @param available balance and credit less what is kept back for other orders
 */
public record Quote(
        Terms terms,
        BillingPeriod per,
        Selection choices,
        Cycle cycle,
        List<ProratedLine> lines,
        Money setUp,
        Money first,
        Money recurring,
        List<Exposure> exposures,
        Money available) {

    /** What has to be paid in before the order goes on; zero when there is enough. */
    public Money missing() {
        return missing(first, available);
    }

    /** What is booked for the period that has begun already. */
    public Money booked() {
        return Subscription.due(lines, first.currency()).plus(setUp).minus(first);
    }

    /** What costs nothing to begin still wants an account with money in it: its usage will cost something. */
    static Money missing(Money needed, Money available) {
        int scale = Math.max(0, needed.currency().getDefaultFractionDigits());
        var least = new Money(BigDecimal.ONE.movePointLeft(scale), needed.currency());
        var left = available.minus(needed.isPositive() ? needed : least);
        return left.isNegative() ? left.negated() : Money.zero(needed.currency());
    }
}
