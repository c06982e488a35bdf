/**
 * What should be, what is, and moving the second to the first. Start at {@link org.vimeter.enforcement.Reconciler}.
 *
 * <p>Owns: suspensions (why a service should be stopped), the observed state of VMs, power intents. Invariants: an intent
 * is stored before the call that it is for; a call is believed only when the VM was read back; the same cause never
 * suspends twice at once; a VM is started only if Vimeter stopped it; after ten failures a person decides.
 */
@NullMarked
package org.vimeter.enforcement;

import org.jspecify.annotations.NullMarked;
