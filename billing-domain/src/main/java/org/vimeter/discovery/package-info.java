/**
 * Where servers and Vimeter disagree: VMs that no service knows, services whose VM is gone or bears another name, and VMs
 * that stand still though nothing stops them. Reads only; what is done about it, other features do.
 */
@NullMarked
package org.vimeter.discovery;

import org.jspecify.annotations.NullMarked;
