/** Orders and changes: pages and REST API. */
@NullMarked
package org.vimeter.web.order;

import org.jspecify.annotations.NullMarked;
