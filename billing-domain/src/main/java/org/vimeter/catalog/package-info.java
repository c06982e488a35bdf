/**
 * What services are measured and described in: units of measure, meters, item types and add-on types.
 *
 * <p>Invariants: the unit of an add-on type measures what its meters measure; a unit that is used keeps its meaning.
 */
@NullMarked
package org.vimeter.catalog;

import org.jspecify.annotations.NullMarked;
