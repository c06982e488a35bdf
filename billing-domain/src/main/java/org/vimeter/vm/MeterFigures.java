package org.vimeter.vm;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the figures of one meter are like.
 *
 * @param unit the name of the unit that they are in
 * @param maximum more than this, in that unit, no VM can use in a day; null without a bound
 * @param perCpu the maximum is that of one processor
 */
public record MeterFigures(
        String meter, String unit, @Nullable BigDecimal maximum, boolean perCpu) {

    static MeterFigures unbounded(String meter) {
        return new MeterFigures(meter, "", null, false);
    }
}
