/** Small hypervisor managers with a dialect of their own, used to test clients against a foreign implementation. */
@NullMarked
package org.vimeter.foreign;

import org.jspecify.annotations.NullMarked;
