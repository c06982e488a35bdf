/**
 * A VMmanager that is not there: answers the same protocol over real HTTP on loopback, from a scenario of VMs, days, values
 * and faults. For the demo and the tests; nothing else knows of it.
 */
@NullMarked
package org.vimeter.simulator;

import org.jspecify.annotations.NullMarked;
