package org.vimeter.web.order;

import org.jspecify.annotations.Nullable;
import org.vimeter.offer.Exposure;
import org.vimeter.web.kit.MoneyAnswer;

/** @param largest null where no limit bounds it */
record MostAnswer(String addOn, String period, @Nullable MoneyAnswer largest) {
    static MostAnswer of(Exposure exposure) {
        var largest = exposure.largest();
        return new MostAnswer(
                exposure.addOn(), exposure.period().name(), largest == null ? null : MoneyAnswer.of(largest));
    }
}
