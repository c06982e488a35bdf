package org.vimeter.offer;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.vimeter.money.Money;

/**
 * @param was booked for the accounting periods of the month
 * @param wasStopped the first day whose usage reached a limit; null for none
 * @param missingDays days of the service without a figure for some meter of the draft
 * @param sold whether the draft has prices in the client's currency; if not, the service would stay on its terms
 */
public record SimulatedLine(
        Simulation.Subject subject,
        Money was,
        Money would,
        @Nullable LocalDate wasStopped,
        @Nullable LocalDate wouldStop,
        int missingDays,
        boolean sold) {
    public Money change() {
        return would.minus(was);
    }
}
