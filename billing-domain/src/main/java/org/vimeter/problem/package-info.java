/**
 * What went wrong, as data: a code and its operands, so that it can be stored, shown in the reader's language and read by
 * a program. Owns the wording of every problem in the bundles {@code problems_*.properties}.
 */
@NullMarked
package org.vimeter.problem;

import org.jspecify.annotations.NullMarked;
