/**
 * Who is there, and what he may do: deny by default.
 *
 * <p>{@link org.vimeter.web.security.Gate} stands before everything: what no request may look like, how much one address may
 * ask at once, the headers of each answer. {@link org.vimeter.web.security.Authentication} tells who calls: pages know a
 * person by the cookie of his session, the REST API by the Authorization header of each request. A session gives no access
 * to the API. {@link org.vimeter.web.security.DenyByDefault} says what he may do.
 */
@NullMarked
package org.vimeter.web.security;

import org.jspecify.annotations.NullMarked;
