/**
 * A service's life as orders: a new VM, a change, the end. Start at {@link org.vimeter.order.PlaceOrder}, which takes orders,
 * and {@link org.vimeter.order.Provisioner}, which carries them out step by step. A VM that exists begins without an order:
 * {@link org.vimeter.order.AttachService}.
 *
 * <p>Owns: orders, their choices and events, names given to VMs, owners on servers. Invariants: a step is stored before the
 * call that it is for, and left only when the server was read back; a name is never given twice, so that a repeated
 * creation finds its VM; money is kept back when an order is let through and charged when the service begins; what a
 * client confirmed is computed again, and another sum is refused.
 */
@NullMarked
package org.vimeter.order;

import org.jspecify.annotations.NullMarked;
