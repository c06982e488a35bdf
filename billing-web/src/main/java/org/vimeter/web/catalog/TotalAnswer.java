package org.vimeter.web.catalog;

import org.vimeter.offer.SimulatedTotal;
import org.vimeter.web.kit.MoneyAnswer;

record TotalAnswer(MoneyAnswer was, MoneyAnswer would, long wasStopped, long wouldStop) {
    static TotalAnswer of(SimulatedTotal total) {
        return new TotalAnswer(
                MoneyAnswer.of(total.was()), MoneyAnswer.of(total.would()), total.wasStopped(), total.wouldStop());
    }
}
