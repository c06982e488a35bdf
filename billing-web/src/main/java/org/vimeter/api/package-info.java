/**
 * The REST API below {@code /api/v1}, for staff and their programs. HTTP Basic; JSON; errors are RFC 9457 problem documents.
 *
 * <p>Amounts of money and quantities are strings, so that no program turns them into floating point on the way. The same
 * checks and words as in the portal, because both go through the same domain classes.
 */
@NullMarked
package org.vimeter.api;

import org.jspecify.annotations.NullMarked;
