package org.vimeter.web.kit;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import org.vimeter.problem.Refused;

/** Reads days and months of requests: in years of four digits, since with others neither arithmetic nor the database can be relied on. */
public final class Days {
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9998;

    private Days() {}

    /** Of the form 2026-05-31. */
    public static LocalDate of(String text) {
        try {
            var day = LocalDate.parse(text);
            if (isUsual(day.getYear())) {
                return day;
            }
        } catch (DateTimeException e) {
            // said below, as of any other text that is no day
        }
        throw Refused.because("request.day", text);
    }

    /** Of the form 2026-05. */
    public static YearMonth month(String text) {
        try {
            var month = YearMonth.parse(text);
            if (isUsual(month.getYear())) {
                return month;
            }
        } catch (DateTimeException e) {
            // said below, as of any other text that is no month
        }
        throw Refused.because("request.month", text);
    }

    private static boolean isUsual(int year) {
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }
}
