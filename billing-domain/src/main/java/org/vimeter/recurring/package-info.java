/**
 * What recurs: the price of a package and of what was ordered with it, for calendar periods. Start at
 * {@link org.vimeter.recurring.Subscription}, which computes, and {@link org.vimeter.recurring.RecurringCharges}, which books.
 *
 * <p>Invariants: periods are those of the calendar, and a day costs its part of the period; what is booked is the difference
 * between what the period costs now and what was booked for it, so a period is never charged twice; one charge per
 * service, period and number is a key of the database. Terms are those that were in force when the period, or the package
 * in it, began.
 */
@NullMarked
package org.vimeter.recurring;

import org.jspecify.annotations.NullMarked;
