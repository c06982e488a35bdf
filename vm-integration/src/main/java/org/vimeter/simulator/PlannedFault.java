package org.vimeter.simulator;

import java.util.concurrent.atomic.AtomicInteger;

record PlannedFault(Fault fault, AtomicInteger left) {}
