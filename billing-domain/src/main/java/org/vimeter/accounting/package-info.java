/**
 * Which terms count a service's usage on a day, and from which day to which. Start at
 * {@link org.vimeter.accounting.Accounting}.
 *
 * <p>Invariants: an accounting period that a change of package cuts in two is counted in two parts, each with its share of
 * what is included and of the limit, by days; the shares never add up to more than the whole; a limit that staff set for a
 * service stands in for the package's. Rating, pages and explanations read it here, so they cannot differ.
 */
@NullMarked
package org.vimeter.accounting;

import org.jspecify.annotations.NullMarked;
