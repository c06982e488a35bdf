package org.vimeter.ledger;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.vimeter.money.Money;
import org.vimeter.offer.PriceKind;

/**
 * One line of a client's statement.
 *
 * @param amount what it did to the balance; a charge is negative
 * @param balance what the balance was after it
 * @param day the day that it is for
 * @param service the VM and add-on of a charge
 * @param recurring the period of what recurs
 */
public record Entry(
        long id,
        String key,
        Cause cause,
        String actor,
        Instant at,
        LocalDate day,
        Money amount,
        Money balance,
        @Nullable String note,
        @Nullable Long reverses,
        @Nullable Long reversedBy,
        @Nullable ChargedFor service,
        @Nullable Recurring recurring) {

    /**
     * @param per the set-up, which is paid once, or a period
     * @param sequence counts its differences from 1
     */
    public record Recurring(long serviceId, String vmName, PriceKind per, LocalDate from, LocalDate to, int sequence) {
        public boolean isSetUp() {
            return per == PriceKind.SETUP;
        }
    }

    /** What a service costs once; what a reversal gives back of it is not. */
    public boolean isSetUp() {
        return recurring != null && reverses == null && recurring.isSetUp();
    }

    /** What a service costs for a period in advance. */
    public boolean isPeriod() {
        return recurring != null && reverses == null && !recurring.isSetUp();
    }

    public record ChargedFor(long serviceId, String vmName, String addOn, String title) {}
}
