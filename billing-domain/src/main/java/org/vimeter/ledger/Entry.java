package org.vimeter.ledger;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.vimeter.money.Money;

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

    /** @param per what period, or {@code SETUP}; sequence counts its differences from 1 */
    public record Recurring(long serviceId, String vmName, String per, LocalDate from, LocalDate to, int sequence) {}

    public record ChargedFor(long serviceId, String vmName, String addOn, String title) {}
}
