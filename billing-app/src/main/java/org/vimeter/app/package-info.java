/** Puts the modules together: data source, configuration, beans. */
@NullMarked
package org.vimeter.app;

import org.jspecify.annotations.NullMarked;
