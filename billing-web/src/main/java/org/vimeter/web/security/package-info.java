/**
 * Who is there, and what he may do: deny by default.
 *
 * <p>Pages know a person by his session, the REST API only by the Authorization header of each request: a session gives no
 * access to the API, so nothing that a browser sends by itself can change anything there.
 */
@NullMarked
package org.vimeter.web.security;

import org.jspecify.annotations.NullMarked;
