/**
 * What services are measured and described in: units of measure, meters, item types and add-on types; and, for the night,
 * {@link org.vimeter.catalog.Catalog}: the terms of add-ons that meter something, as they are in force.
 *
 * <p>Invariants: the unit of an add-on type measures what its meters measure; a unit that is used keeps its meaning.
 */
@NullMarked
package org.vimeter.catalog;

import org.jspecify.annotations.NullMarked;
