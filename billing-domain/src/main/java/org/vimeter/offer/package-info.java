/**
 * What service packages offer, in versions: prices, servers, disk images, add-ons of four billing rules; the rules of
 * publishing; what a draft would have charged, and the most that it can charge. Which version is in force says
 * {@link org.vimeter.offer.Versions}, and for what is metered {@link org.vimeter.offer.PublishedTerms}.
 *
 * <p>Owns the tables service_package, add_on, package_version, version_currency, package_price, package_server, package_image, terms,
 * terms_meter, terms_threshold, terms_price, terms_element.
 * Invariants: a draft may be wrong, a published version is right and never changes; there is at most one draft per
 * package. A version is a value that is read and replaced whole, so plain JDBC serves it.
 */
@NullMarked
package org.vimeter.offer;

import org.jspecify.annotations.NullMarked;
