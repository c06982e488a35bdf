/**
 * What is sold and where: servers with their dialects, service packages, add-ons and their terms, meters, units.
 *
 * <p>Invariants: terms are never changed, a new version with a date follows them; the unit of an add-on measures what
 * its meters measure; included is not above the limit. People edit through the entities; the nightly path reads
 * {@link org.vimeter.catalog.Catalog} and {@link org.vimeter.server.Connections}.
 */
@NullMarked
package org.vimeter.catalog;

import org.jspecify.annotations.NullMarked;
