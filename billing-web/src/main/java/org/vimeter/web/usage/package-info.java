/** Usage by day, read and delivered, over the REST API. */
@NullMarked
package org.vimeter.web.usage;

import org.jspecify.annotations.NullMarked;
