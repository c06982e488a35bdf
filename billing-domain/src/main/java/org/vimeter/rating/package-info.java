/**
 * What usage costs: one pure function. Start at {@link org.vimeter.rating.Rating}.
 *
 * <p>Invariants: the price of a period is rounded once; a charge is the difference between what the period costs now
 * and what was charged for it already, so charges add up to the period's price however its days were split, repeated
 * or corrected. It reports a limit that was reached; it never suspends. Depends on money only: no clock, SQL or
 * container.
 */
@NullMarked
package org.vimeter.rating;

import org.jspecify.annotations.NullMarked;
