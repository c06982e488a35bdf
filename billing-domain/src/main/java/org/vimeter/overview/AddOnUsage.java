package org.vimeter.overview;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.Period;
import org.vimeter.money.Money;
import org.vimeter.offer.MeteredTerms;
import org.vimeter.rating.Rating;

/**
 * One metered add-on of one service in its present accounting period.
 *
 * @param used combined quantity so far, base units
 * @param charged what the period has cost so far, as booked
 * @param monthCharged what the calendar month has cost so far, as booked
 * @param knownDays days of the month with usage, and the last of them
 */
public record AddOnUsage(
        MeteredTerms terms,
        LocalDate periodStart,
        long used,
        Money charged,
        Money monthCharged,
        int knownDays,
        @Nullable LocalDate lastDay) {

    /** How near the limit is, or the included amount where there is no limit. */
    public enum Level {
        FREE,
        NEAR,
        OVER,
        LIMIT
    }

    public Level level() {
        var tariff = terms.tariff();
        var limit = tariff.limit();
        if (limit != null && Rating.rate(tariff, used).limitBreached()) {
            return Level.LIMIT;
        }
        if (used > tariff.included()) {
            return Level.OVER;
        }
        return tariff.included() > 0 && percent(used, tariff.included()) >= 80 ? Level.NEAR : Level.FREE;
    }

    /** Of the limit, or of the included amount where there is no limit; whole percent, rounded down. */
    public long percent() {
        return percent(used, scale());
    }

    /** The full length of a bar: the limit, or what is included, or what was used. */
    public long scale() {
        var limit = terms.tariff().limit();
        return Math.max(1, limit != null ? limit : Math.max(terms.tariff().included(), used));
    }

    public @Nullable Long left() {
        var limit = terms.tariff().limit();
        return limit == null ? null : Math.max(0, limit - used);
    }

    /** Usage at the end of the month if its remaining days are like the known ones; only for monthly periods. */
    public Optional<Long> forecast() {
        if (terms.period() != Period.MONTH || knownDays == 0) {
            return Optional.empty();
        }
        var perDay = BigDecimal.valueOf(used).divide(BigDecimal.valueOf(knownDays), 0, RoundingMode.HALF_UP);
        int days = YearMonth.from(periodStart).lengthOfMonth();
        return Optional.of(used + perDay.longValueExact() * Math.max(0, days - lastKnownDayOfMonth()));
    }

    /** What the whole month would cost by that forecast. */
    public Optional<Money> forecastCharge() {
        return forecast().map(quantity -> Rating.rate(terms.tariff(), quantity).due());
    }

    /** The day on which the limit would be reached by that forecast, if in this month. */
    public Optional<LocalDate> crossing() {
        var left = left();
        if (terms.period() != Period.MONTH || left == null || left == 0 || used == 0 || lastDay == null) {
            return Optional.empty();
        }
        return Optional.of(days(left))
                .filter(count -> count < 32)
                .map(lastDay::plusDays)
                .filter(day -> day.isBefore(Period.MONTH.next(periodStart)));
    }

    /** That what is left lasts for, at the pace until now. */
    private long days(long left) {
        return BigDecimal.valueOf(left)
                .multiply(BigDecimal.valueOf(knownDays))
                .divide(BigDecimal.valueOf(used), 0, RoundingMode.CEILING)
                .longValueExact();
    }

    private int lastKnownDayOfMonth() {
        return lastDay == null ? 0 : lastDay.getDayOfMonth();
    }

    private static long percent(long part, long whole) {
        return BigDecimal.valueOf(part)
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(whole), 0, RoundingMode.DOWN)
                .longValueExact();
    }
}
