/**
 * The port to servers that run VMs: what Vimeter asks of VMmanager, whatever its wire protocol. Implemented outside this
 * module.
 *
 * <p>Invariants: an adapter reports what the server said, raw, and judges nothing; every failure is a
 * {@link org.vimeter.vm.ServerFault} that names server and call; no call is made inside a database transaction.
 */
@NullMarked
package org.vimeter.vm;

import org.jspecify.annotations.NullMarked;
