package org.vimeter.web.service;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.vimeter.overview.AddOnUsage;
import org.vimeter.web.kit.MoneyAnswer;

/** Quantities are in the add-on's unit, exact. */
record UseAnswer(
        String addOn,
        String unit,
        LocalDate periodStart,
        String used,
        String included,
        @Nullable String limit,
        MoneyAnswer charged) {
    static UseAnswer of(AddOnUsage use) {
        var unit = use.terms().unit();
        @Nullable Long limit = use.terms().tariff().limit();
        return new UseAnswer(
                use.terms().addOn(),
                unit.name(),
                use.periodStart(),
                unit.fromBase(use.used()).toPlainString(),
                unit.fromBase(use.terms().tariff().included()).toPlainString(),
                limit == null ? null : unit.fromBase(limit).toPlainString(),
                MoneyAnswer.of(use.charged()));
    }
}
