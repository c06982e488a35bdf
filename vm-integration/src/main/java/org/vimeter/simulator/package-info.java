/**
 * VMmanagers that are not there: VMmanager 5 in two dialects and VMmanager 6 answer over real HTTP on loopback, from one
 * scenario of VMs, days, values and faults. For the demo and the tests; nothing else knows of it.
 */
@NullMarked
package org.vimeter.simulator;

import org.jspecify.annotations.NullMarked;
