/**
 * Exact amounts of money. Owns {@link org.vimeter.money.Money} and {@link org.vimeter.money.UnitPrice}.
 *
 * <p>Invariants: an amount has exactly the decimals of its currency; rounding happens only where a price meets a
 * quantity, once, half up; amounts of different currencies never meet. Pure: no clock, no SQL, no container.
 */
@NullMarked
package org.vimeter.money;

import org.jspecify.annotations.NullMarked;
