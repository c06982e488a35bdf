/** Nightly runs, what waits for a person, and the verification: pages and REST API. */
@NullMarked
package org.vimeter.web.run;

import org.jspecify.annotations.NullMarked;
