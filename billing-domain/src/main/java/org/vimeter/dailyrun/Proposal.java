package org.vimeter.dailyrun;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.vimeter.ledger.NewCharge;

/**
 * What a run is going to book for one metered add-on of one service, and what follows for its limit.
 *
 * @param charge of zero when it is about the limit alone
 * @param liftsOn the limit is reached, and this is when its suspension lifts; null if not. A day that is over stops no VM
 * @param relievesOn the limit is not reached any more, and its suspension that would lift on this day lifts at once
 */
record Proposal(
        NewCharge charge,
        @Nullable LocalDate liftsOn,
        @Nullable LocalDate relievesOn) {
    boolean isOfMoney() {
        return !charge.amount().isZero();
    }

    boolean saysSomething() {
        return isOfMoney() || liftsOn != null || relievesOn != null;
    }

    boolean reachesLimit() {
        return liftsOn != null;
    }

    /** Whether the limit's period is still open on a day, so that stopping the VM has a sense. */
    boolean suspendsOn(LocalDate today) {
        return liftsOn != null && liftsOn.isAfter(today);
    }
}
