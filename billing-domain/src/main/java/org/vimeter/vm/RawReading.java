package org.vimeter.vm;

import org.jspecify.annotations.Nullable;
import org.vimeter.measure.Unit;
import org.vimeter.problem.Problem;

/**
 * One meter's figure as the server wrote it.
 *
 * @param raw the text, or null when the server gave none
 * @param unit what the figure is in, by the server's settings
 * @param problem why there is no usable text
 */
public record RawReading(
        String meter,
        @Nullable String raw,
        Unit unit,
        @Nullable Problem problem) {}
