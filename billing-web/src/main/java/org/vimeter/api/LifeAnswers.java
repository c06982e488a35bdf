package org.vimeter.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.api.Answers.MoneyAnswer;
import org.vimeter.order.Orders.Shown;
import org.vimeter.order.Quote;
import org.vimeter.recurring.ProratedLine;

/** What the API says of orders. */
public final class LifeAnswers {
    private LifeAnswers() {}

    public record OrderAnswer(
            long id,
            String kind,
            String status,
            String step,
            long account,
            @Nullable Long service,
            long server,
            long servicePackage,
            String vm,
            MoneyAnswer quoted,
            @Nullable LocalDate notBefore,
            int attempts,
            Instant nextAt,
            @Nullable String problem) {
        static OrderAnswer of(Shown shown) {
            var order = shown.order();
            var problem = order.problem();
            return new OrderAnswer(
                    order.id(),
                    order.kind().name(),
                    order.status().name(),
                    order.step().name(),
                    order.accountId(),
                    order.serviceId(),
                    order.serverId(),
                    order.packageId(),
                    shown.vmName(),
                    MoneyAnswer.of(order.quoted()),
                    order.notBefore(),
                    order.attempts(),
                    order.nextAt(),
                    problem == null ? null : problem.toString());
        }
    }

    public record LineAnswer(
            String title, String element, long steps, LocalDate from, LocalDate to, MoneyAnswer amount) {
        static LineAnswer of(ProratedLine line) {
            var item = line.item();
            return new LineAnswer(
                    item.title(), item.element(), item.steps(), line.from(), line.to(), MoneyAnswer.of(line.amount()));
        }
    }

    /** @param largest null where no limit bounds it */
    public record MostAnswer(
            String addOn, String period, @Nullable MoneyAnswer largest) {}

    public record QuoteAnswer(
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
                    quote.exposures().stream()
                            .map(one -> new MostAnswer(
                                    one.addOn(),
                                    one.period().name(),
                                    one.largest() == null ? null : MoneyAnswer.of(one.largest())))
                            .toList());
        }
    }
}
