package org.vimeter.explain;

import java.time.LocalDate;
import java.util.List;
import org.vimeter.catalog.Meters;
import org.vimeter.ledger.Entry;
import org.vimeter.money.Money;
import org.vimeter.offer.MeteredTerms;
import org.vimeter.rating.Rated;
import org.vimeter.usage.UsageDays;
import org.vimeter.usage.UsageDays.UsageDay;

/**
 * All that one charge follows from.
 *
 * @param days the usage of the accounting period as it was known when the charge was made
 * @param earlier the period's charges before this one
 * @param booked what the charge says: combined quantity, price of the period, difference
 * @param recomputed the same, computed now from the days and the terms
 */
public record Explanation(
        Entry entry,
        long runId,
        LocalDate periodStart,
        LocalDate day,
        MeteredTerms terms,
        List<UsageDay> days,
        List<EarlierCharge> earlier,
        Booked booked,
        Rated recomputed) {
    public record Booked(long used, Money due, Money charge) {}

    public Money chargedBefore() {
        return booked.due().minus(booked.charge());
    }

    /** Whether the booked figures follow from the rows and the terms that are stored. */
    public boolean matches() {
        return booked.used() == recomputed.used()
                && booked.due().equals(recomputed.due())
                && booked.charge().equals(recomputed.charge())
                && booked.charge().negated().equals(entry.amount());
    }

    /** One meter's sum over the days, as counted. */
    public long total(Meters.Meter meter) {
        return UsageDays.sum(days).of(meter);
    }
}
