package org.vimeter.web.usage;

import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.Meters;
import org.vimeter.usage.Slot;

public record MeterAnswer(
        String meter,
        String state,
        @Nullable String quantity,
        String unit,
        @Nullable String raw,
        @Nullable String problem) {
    public static MeterAnswer of(Meters.Meter meter, Slot slot) {
        var quantity = slot.quantity();
        var problem = slot.problem();
        return new MeterAnswer(
                meter.name(),
                slot.state().name(),
                quantity == null ? null : quantity.toString(),
                meter.baseUnit(),
                slot.raw(),
                problem == null ? null : problem.toString());
    }
}
