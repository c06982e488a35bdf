package org.vimeter.offer;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.AtLimit;
import org.vimeter.catalog.MeterQuantities;
import org.vimeter.catalog.Period;
import org.vimeter.money.Money;
import org.vimeter.rating.Rated;
import org.vimeter.rating.Rating;

/**
 * One month of one service on one add-on's terms.
 *
 * @param stopped the day on which the limit would have been reached; null for none, or when it only notifies
 */
record Replay(Money due, @Nullable LocalDate stopped) {

    static Replay of(MeteredTerms terms, SortedMap<LocalDate, MeterQuantities> days) {
        return terms.period() == Period.MONTH ? month(terms, days) : eachDay(terms, days);
    }

    static @Nullable LocalDate firstStop(List<Replay> replays) {
        return replays.stream()
                .map(Replay::stopped)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static Replay month(MeteredTerms terms, SortedMap<LocalDate, MeterQuantities> days) {
        var total = MeterQuantities.NONE;
        var due = zero(terms);
        @Nullable LocalDate stopped = null;
        for (var day : days.entrySet()) {
            total = total.plus(day.getValue());
            var rated = rate(terms, total);
            due = rated.due();
            stopped = stopped == null && stops(terms, rated) ? day.getKey() : stopped;
        }
        return new Replay(due, stopped);
    }

    private static Replay eachDay(MeteredTerms terms, SortedMap<LocalDate, MeterQuantities> days) {
        var due = zero(terms);
        @Nullable LocalDate stopped = null;
        for (var day : days.entrySet()) {
            var rated = rate(terms, day.getValue());
            due = due.plus(rated.due());
            stopped = stopped == null && stops(terms, rated) ? day.getKey() : stopped;
        }
        return new Replay(due, stopped);
    }

    private static Rated rate(MeteredTerms terms, MeterQuantities quantities) {
        return Rating.rate(terms.tariff(), terms.used(quantities));
    }

    private static boolean stops(MeteredTerms terms, Rated rated) {
        return rated.limitBreached() && terms.atLimit() == AtLimit.SUSPEND;
    }

    private static Money zero(MeteredTerms terms) {
        return Money.zero(terms.tariff().price().currency());
    }
}
