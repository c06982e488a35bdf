/**
 * The adapter to VMmanager 6: JSON over HTTP, a token in a header, long work as tasks, usage as series of points.
 *
 * <p>Which targets carry traffic and CPU time, their units and step, and what a null in them means is not published: they are
 * settings, listed in {@link org.vimeter.vmmanager.v6.VmManager6Settings}.
 */
@NullMarked
package org.vimeter.vmmanager.v6;

import org.jspecify.annotations.NullMarked;
