package org.vimeter.service;

import java.sql.SQLException;
import java.time.LocalDate;
import org.vimeter.catalog.MeterQuantities;
import org.vimeter.catalog.Period;
import org.vimeter.db.Session;
import org.vimeter.offer.MeteredTerms;
import org.vimeter.usage.UsageDays;

/**
 * One metered add-on of a service in the accounting period, or the part of it, that a day is in.
 *
 * @param terms with the share of included and limit that the part has
 * @param start what charges of it are booked under: the period's first day, or the part's
 * @param from the first day that is counted
 * @param to the last day that is counted
 * @param partial only a part of the period: its usage is the sum of its days, not the month's total
 * @param liftsOn when its limit no longer stops the service
 */
public record MeteredPart(
        MeteredTerms terms, LocalDate start, LocalDate from, LocalDate to, boolean partial, LocalDate liftsOn) {
    /**
     * What a service used in it so far, in base units: of a part the sum of its days, else of the month or the day.
     *
     * @param month of the whole month so far
     * @param today of the day alone
     */
    public long used(Session session, long serviceId, MeterQuantities month, MeterQuantities today)
            throws SQLException {
        if (partial) {
            return terms.used(UsageDays.sum(session, serviceId, from, to));
        }
        return terms.used(terms.period() == Period.MONTH ? month : today);
    }
}
