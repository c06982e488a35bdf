/** Files of Vimeter's own that nobody else may read: keys and passwords that were generated. */
@NullMarked
package org.vimeter.file;

import org.jspecify.annotations.NullMarked;
