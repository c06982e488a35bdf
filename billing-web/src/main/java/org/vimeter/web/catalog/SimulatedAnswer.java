package org.vimeter.web.catalog;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.vimeter.offer.SimulatedLine;
import org.vimeter.web.kit.MoneyAnswer;

/** @param sold false when the draft has no prices in the client's currency */
record SimulatedAnswer(
        long service,
        String vm,
        String client,
        MoneyAnswer was,
        MoneyAnswer would,
        @Nullable LocalDate wasStopped,
        @Nullable LocalDate wouldStop,
        int missingDays,
        boolean sold) {
    static SimulatedAnswer of(SimulatedLine line) {
        return new SimulatedAnswer(
                line.subject().serviceId(),
                line.subject().vmName(),
                line.subject().client(),
                MoneyAnswer.of(line.was()),
                MoneyAnswer.of(line.would()),
                line.wasStopped(),
                line.wouldStop(),
                line.missingDays(),
                line.sold());
    }
}
