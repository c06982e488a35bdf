package org.vimeter.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.vimeter.problem.Refused;

/** Reads a day of a request. */
public final class Days {
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9998;

    private Days() {}

    /** Of the form 2026-05-31, in a year of four digits: with others neither arithmetic nor the database can be relied on. */
    public static LocalDate of(String text) {
        try {
            var day = LocalDate.parse(text);
            if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeException e) {
            // said below, as of any other text that is no day
        }
        throw Refused.because("request.day", text);
    }
}
