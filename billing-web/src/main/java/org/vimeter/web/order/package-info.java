/**
 * Ordering, changing and ending services: the REST API, and the pages, which are the same for an account's client and for staff
 * ({@link org.vimeter.web.order.OrderRoutes}).
 */
@NullMarked
package org.vimeter.web.order;

import org.jspecify.annotations.NullMarked;
