/**
 * Exact amounts of money. Owns {@link org.vimeter.money.Money} and {@link org.vimeter.money.UnitPrice}.
 *
 * <p>Invariants: an amount has exactly the decimals of its currency; money is rounded by
 * {@link org.vimeter.money.Money#rounded} alone, once, half up; amounts of different currencies never meet. Pure: no clock, no SQL, no container.
 */
@NullMarked
package org.vimeter.money;

import org.jspecify.annotations.NullMarked;
