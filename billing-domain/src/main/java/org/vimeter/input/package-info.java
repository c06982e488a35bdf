/**
 * What people and programs wrote, read field by field. Start at {@link org.vimeter.input.Fields}; numbers are bounded before
 * they are numbers.
 */
@NullMarked
package org.vimeter.input;

import org.jspecify.annotations.NullMarked;
