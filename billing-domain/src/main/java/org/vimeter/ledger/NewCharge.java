package org.vimeter.ledger;

import java.time.LocalDate;
import org.vimeter.money.Money;

/**
 * A difference to be booked.
 *
 * @param sequence which charge of this service, add-on and period it is, from 1
 * @param quantity the period's combined usage so far, base units
 * @param rated the period's price so far
 * @param amount rated less what was charged before; negative for a credit
 */
public record NewCharge(
        long serviceId,
        long addOnId,
        LocalDate periodStart,
        int sequence,
        long termsId,
        long clientLedgerAccount,
        long quantity,
        Money rated,
        Money amount) {

    String key() {
        return "charge/" + serviceId + "/" + addOnId + "/" + periodStart + "/" + sequence;
    }
}
