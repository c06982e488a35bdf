package org.vimeter.service;

import java.time.LocalDate;
import org.vimeter.offer.MeteredTerms;

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
        MeteredTerms terms, LocalDate start, LocalDate from, LocalDate to, boolean partial, LocalDate liftsOn) {}
