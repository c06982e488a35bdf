/**
 * The adapter to VMmanager 5 KVM: the COREmanager protocol over HTTP POST, answers as XML, errors in the body.
 *
 * <p>What the vendor does not publish (names of report fields, the date's form, period tokens, units) is a setting of each
 * server with a default, never a constant; {@link org.vimeter.vmmanager.CoreManagerSettings} lists them. XML is read with
 * DTDs and entities off and with limits on size and depth. Passwords never reach a message or a log.
 */
@NullMarked
package org.vimeter.vmmanager;

import org.jspecify.annotations.NullMarked;
