/**
 * Taking entries back. Start at {@link org.vimeter.reversal.Reversals}.
 *
 * <p>Owns {@code charge_reversal} and {@code recurring_reversal}. Invariants: an entry is reversed once; what a reversed charge or fee
 * was for is charged again or left, as staff said when they reversed it, and whoever computes that period later knows.
 */
@NullMarked
package org.vimeter.reversal;

import org.jspecify.annotations.NullMarked;
