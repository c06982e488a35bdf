/**
 * Why was I charged? From a ledger entry to the charge, the usage rows that it was made from, the terms, and the formula,
 * computed again and compared. Reads only; uses the same {@link org.vimeter.rating.Rating} as the nightly run.
 */
@NullMarked
package org.vimeter.explain;

import org.jspecify.annotations.NullMarked;
