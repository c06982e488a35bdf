/**
 * Services: VMs that are billed. {@link org.vimeter.service.Services} finds, begins, switches, limits and ends them, and alone
 * writes the tables service, service_config and service_limit; {@link org.vimeter.service.TermsInForce} says which terms count
 * a service's usage on a day, and from which day to which.
 *
 * <p>Invariants: one live service per VM and day; an accounting period that a change of package cuts in two is counted in two
 * parts, each with its share of what is included and of the limit, by days; the shares never add up to more than the whole; a
 * limit that staff set for a service stands in for the package's. Rating, pages and explanations read it here, so they cannot
 * differ.
 */
@NullMarked
package org.vimeter.service;

import org.jspecify.annotations.NullMarked;
