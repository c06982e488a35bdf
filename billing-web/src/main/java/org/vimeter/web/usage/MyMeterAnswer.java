package org.vimeter.web.usage;

import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.Meters;
import org.vimeter.usage.Slot;

record MyMeterAnswer(String meter, String state, @Nullable String quantity, String unit) {
    static MyMeterAnswer of(Meters.Meter meter, Slot slot) {
        var quantity = slot.quantity();
        return new MyMeterAnswer(
                meter.name(), slot.state().name(), quantity == null ? null : quantity.toString(), meter.baseUnit());
    }
}
