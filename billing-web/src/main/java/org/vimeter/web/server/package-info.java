/** Servers and their disk images: pages and REST API. */
@NullMarked
package org.vimeter.web.server;

import org.jspecify.annotations.NullMarked;
