/** Addresses of the internet, judged as what they reach, however they are written. */
@NullMarked
package org.vimeter.address;

import org.jspecify.annotations.NullMarked;
