/**
 * The adapter to what speaks COREmanager: VMmanager 5 KVM and Cloud, and OVZ, which was VEmanager. Functions over HTTP POST,
 * answers as XML, errors in the body.
 *
 * <p>What the vendor does not publish (names of report fields, the date's form, period tokens, units) is a setting of each
 * server with a default, never a constant; {@link org.vimeter.vmmanager.core.CoreManagerSettings} lists them, and what tells
 * the products apart with them.
 */
@NullMarked
package org.vimeter.vmmanager.core;

import org.jspecify.annotations.NullMarked;
