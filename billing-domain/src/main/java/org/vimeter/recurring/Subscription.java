package org.vimeter.recurring;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.money.Money;

/**
 * What a service costs for a period: a pure function of what it had on which days.
 *
 * @param spans in the order of their days, without gaps
 * @param last the last day that is paid for; null while it goes on, or when a begun period is paid to its end
 */
public record Subscription(List<Span> spans, @Nullable LocalDate last, Currency currency) {

    /** @param items what it has from this day on */
    public record Span(LocalDate from, List<RecurringItem> items) {
        BigDecimal price() {
            return items.stream().map(RecurringItem::whole).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    /**
     * What it has from a day on, after these: less is paid from the day after, so that each day costs the dearest of what it
     * had.
     */
    public static List<Span> followed(List<Span> spans, Span next) {
        var present =
                spans.stream().filter(span -> !span.from().isAfter(next.from())).reduce((earlier, later) -> later);
        boolean less =
                present.isPresent() && next.price().compareTo(present.get().price()) < 0;
        var from = less ? next.from().plusDays(1) : next.from();
        var followed = new ArrayList<>(spans);
        followed.removeIf(span -> !span.from().isBefore(from));
        followed.add(new Span(from, next.items()));
        return followed;
    }

    public List<ProratedLine> lines(Cycle cycle) {
        var lines = new ArrayList<ProratedLine>();
        for (int i = 0; i < spans.size(); i++) {
            var span = spans.get(i);
            var from = span.from().isBefore(cycle.start()) ? cycle.start() : span.from();
            var to = earliest(last(i, cycle), cycle.end());
            if (!from.isAfter(to)) {
                span.items().forEach(item -> add(lines, item, from, to, cycle));
            }
        }
        return List.copyOf(lines);
    }

    private LocalDate last(int span, Cycle cycle) {
        return span + 1 < spans.size() ? spans.get(span + 1).from().minusDays(1) : cycle.end();
    }

    /** What did not change is one line, so that it is rounded once. */
    private void add(List<ProratedLine> lines, RecurringItem item, LocalDate from, LocalDate to, Cycle cycle) {
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (line.item().equals(item) && line.to().plusDays(1).equals(from)) {
                lines.set(i, ProratedLine.of(item, line.from(), to, cycle.days(), currency));
                return;
            }
        }
        lines.add(ProratedLine.of(item, from, to, cycle.days(), currency));
    }

    public static Money due(List<ProratedLine> lines, Currency currency) {
        return lines.stream().map(ProratedLine::amount).reduce(Money.zero(currency), Money::plus);
    }

    private LocalDate earliest(LocalDate one, LocalDate other) {
        var earlier = one.isBefore(other) ? one : other;
        return last != null && last.isBefore(earlier) ? last : earlier;
    }
}
