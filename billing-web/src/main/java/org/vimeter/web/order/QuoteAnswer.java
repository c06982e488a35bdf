package org.vimeter.web.order;

import java.util.List;
import org.vimeter.order.Quote;
import org.vimeter.web.kit.MoneyAnswer;

record QuoteAnswer(
        MoneyAnswer first,
        MoneyAnswer setUp,
        MoneyAnswer recurring,
        MoneyAnswer available,
        MoneyAnswer missing,
        List<LineAnswer> lines,
        List<MostAnswer> overageAtMost) {
    static QuoteAnswer of(Quote quote) {
        return new QuoteAnswer(
                MoneyAnswer.of(quote.first()),
                MoneyAnswer.of(quote.setUp()),
                MoneyAnswer.of(quote.recurring()),
                MoneyAnswer.of(quote.available()),
                MoneyAnswer.of(quote.missing()),
                quote.lines().stream().map(LineAnswer::of).toList(),
                quote.exposures().stream().map(MostAnswer::of).toList());
    }
}
