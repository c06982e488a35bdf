/**
 * The right to work on something, held by one node at a time and lost with its process. Whoever holds one checks it in each
 * transaction, so that a holder who was taken for dead writes nothing.
 */
@NullMarked
package org.vimeter.lease;

import org.jspecify.annotations.NullMarked;
