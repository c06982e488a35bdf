/**
 * What must be true of the books, whatever happened. Start at {@link org.vimeter.verify.Verification}.
 *
 * <p>Owns {@code verification} and {@code verification_finding}. Each rule reads one moment of the database and locks nothing.
 */
@NullMarked
package org.vimeter.verify;

import org.jspecify.annotations.NullMarked;
