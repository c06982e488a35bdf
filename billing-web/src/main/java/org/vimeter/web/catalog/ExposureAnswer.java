package org.vimeter.web.catalog;

import org.jspecify.annotations.Nullable;
import org.vimeter.offer.Exposure;
import org.vimeter.web.kit.MoneyAnswer;

/** @param largest null when no limit bounds it */
record ExposureAnswer(
        String addOn,
        String currency,
        String period,
        @Nullable MoneyAnswer largest,
        boolean capped,
        boolean alarming) {
    static ExposureAnswer of(Exposure exposure) {
        var largest = exposure.largest();
        return new ExposureAnswer(
                exposure.addOn(),
                exposure.currency().getCurrencyCode(),
                exposure.period().name(),
                largest == null ? null : MoneyAnswer.of(largest),
                exposure.capped(),
                exposure.alarming());
    }
}
