package org.vimeter.web.order;

import java.time.LocalDate;
import org.vimeter.recurring.ProratedLine;
import org.vimeter.web.kit.MoneyAnswer;

record LineAnswer(String title, String element, long steps, LocalDate from, LocalDate to, MoneyAnswer amount) {
    static LineAnswer of(ProratedLine line) {
        var item = line.item();
        return new LineAnswer(
                item.title(), item.element(), item.steps(), line.from(), line.to(), MoneyAnswer.of(line.amount()));
    }
}
