package org.vimeter.recurring;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.vimeter.offer.BillingPeriod;
import org.vimeter.offer.PriceKind;

/**
 * One period of the calendar: a day, a month, or the quarter, half or whole of a year that begins in January; or the day of a
 * set-up.
 *
 * @param end its last day
 */
public record Cycle(PriceKind per, LocalDate start, LocalDate end) {
    private static final int MONTHS_OF_QUARTER = 3;
    private static final int MONTHS_OF_HALF = 6;
    private static final int MONTHS_OF_YEAR = 12;

    public static Cycle at(BillingPeriod per, LocalDate day) {
        return switch (per) {
            case DAILY -> new Cycle(PriceKind.DAILY, day, day);
            case MONTHLY -> of(per, day, 1);
            case QUARTERLY -> of(per, day, MONTHS_OF_QUARTER);
            case HALF_YEARLY -> of(per, day, MONTHS_OF_HALF);
            case YEARLY -> of(per, day, MONTHS_OF_YEAR);
        };
    }

    /** What is paid once, on a day. */
    static Cycle setUp(LocalDate day) {
        return new Cycle(PriceKind.SETUP, day, day);
    }

    /** Not of a set-up. */
    public BillingPeriod period() {
        return per.period().orElseThrow();
    }

    public LocalDate next() {
        return end.plusDays(1);
    }

    public int days() {
        return days(start, end);
    }

    static int days(LocalDate from, LocalDate to) {
        return (int) ChronoUnit.DAYS.between(from, to) + 1;
    }

    private static Cycle of(BillingPeriod per, LocalDate day, int months) {
        var start = day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / months * months + 1);
        return new Cycle(PriceKind.of(per), start, start.plusMonths(months).minusDays(1));
    }
}
