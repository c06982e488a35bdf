/** Servers by kind: which adapter speaks to which, and with which settings. */
@NullMarked
package org.vimeter.vmmanager;

import org.jspecify.annotations.NullMarked;
