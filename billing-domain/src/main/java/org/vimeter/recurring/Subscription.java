package org.vimeter.recurring;

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
    public record Span(LocalDate from, List<Item> items) {}

    public List<Line> lines(Cycle cycle) {
        var lines = new ArrayList<Line>();
        for (int i = 0; i < spans.size(); i++) {
            var span = spans.get(i);
            var next = i + 1 < spans.size() ? spans.get(i + 1).from().minusDays(1) : cycle.end();
            var from = span.from().isBefore(cycle.start()) ? cycle.start() : span.from();
            var to = earliest(next, cycle.end());
            if (!from.isAfter(to)) {
                span.items().forEach(item -> lines.add(Line.of(item, from, to, cycle.days(), currency)));
            }
        }
        return List.copyOf(lines);
    }

    public static Money due(List<Line> lines, Currency currency) {
        return lines.stream().map(Line::amount).reduce(Money.zero(currency), Money::plus);
    }

    private LocalDate earliest(LocalDate one, LocalDate other) {
        var earlier = one.isBefore(other) ? one : other;
        return last != null && last.isBefore(earlier) ? last : earlier;
    }
}
