/**
 * Units of measure: each points to one smaller unit by an integer ratio, down to a base unit (byte, millisecond of CPU
 * time, operation, piece).
 *
 * <p>Invariants: quantities are kept as integers of the base unit; a conversion between units of different bases is
 * refused with both named; dividing for display never changes what is stored. Pure.
 */
@NullMarked
package org.vimeter.measure;

import org.jspecify.annotations.NullMarked;
