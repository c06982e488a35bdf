/**
 * Usage that is delivered instead of collected: CloudEvents, one per service, day and meter, under the rules that collected
 * figures are under.
 *
 * <p>What is taken is kept by {@link org.vimeter.usage.UsageEvents}. Invariants: an event is taken once, however often it is sent; what is refused is journalled;
 * nothing is rated here: the next run of the day bills it, in the same way as all other usage.
 */
@NullMarked
package org.vimeter.delivery;

import org.jspecify.annotations.NullMarked;
