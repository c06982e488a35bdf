package org.vimeter.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The value of a point of a series; null for a gap. */
public interface PointSource {
    @Nullable
    String value(SimulatedVm vm, String target, Instant at);
}
