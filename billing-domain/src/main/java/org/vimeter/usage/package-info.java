/**
 * What VMs used: one row per service and day with a slot per meter; what was delivered for a day; and the journal of what was
 * not believed.
 *
 * <p>Invariants: unknown is never zero: each slot is received, zero, missing (with the reason) or corrected; reading a
 * day again replaces and never adds; an old value is kept as a revision; a value that is refused leaves the slot missing
 * and is journalled with its raw text. Month totals move with the rows, in the same transaction.
 */
@NullMarked
package org.vimeter.usage;

import org.jspecify.annotations.NullMarked;
