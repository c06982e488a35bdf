package org.vimeter.web.catalog;

import org.jspecify.annotations.Nullable;
import org.vimeter.measure.Unit;

/** @param factor how many of the base unit make one */
record UnitAnswer(
        long id, String name, String title, @Nullable String smaller, long ratio, String base, long factor) {
    static UnitAnswer of(long id, Unit unit) {
        var smaller = unit.smaller();
        return new UnitAnswer(
                id,
                unit.name(),
                unit.title(),
                smaller == null ? null : smaller.name(),
                unit.ratio(),
                unit.base().name(),
                unit.factor());
    }
}
