package org.vimeter.server;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.Meters;
import org.vimeter.catalog.Meters.Meter;
import org.vimeter.measure.Unit;
import org.vimeter.problem.Faults;
import org.vimeter.vm.Dialect;
import org.vimeter.vm.Settings;

/** Which meters and units a server's dialect may name. */
final class DialectRules {
    private final Meters meters;
    private final Map<String, Unit> units;
    private final Faults faults;

    /** @param faults those of the settings */
    DialectRules(Meters meters, Map<String, Unit> units, Faults faults) {
        this.meters = meters;
        this.units = units;
        this.faults = faults;
    }

    /** Only what the server's own settings name: the defaults are known to fit. */
    void check(Dialect dialect, Settings settings) {
        dialect.meters().forEach((name, figures) -> {
            var unit = "meter." + name + ".unit";
            if (!meters.has(name)) {
                faults.add("meter." + name, "server.setting-name", "meter." + name);
            } else if (figures.unit().isEmpty()) {
                faults.add(unit, "server.setting-unit", name, unit);
            } else if (settings.has(unit)) {
                requireFit(unit, meters.named(name), requireKnown(unit, figures.unit()));
            }
        });
        dialect.resources().forEach((name, resource) -> {
            var unit = "resource." + name + ".unit";
            if (settings.has(unit)) {
                requireKnown(unit, resource.unit());
            }
        });
    }

    private @Nullable Unit requireKnown(String setting, String name) {
        var unit = units.get(name);
        if (unit == null) {
            faults.add(setting, "unit.not-known", name);
        }
        return unit;
    }

    private void requireFit(String setting, Meter meter, @Nullable Unit unit) {
        if (unit != null && !unit.base().name().equals(meter.baseUnit())) {
            faults.add(setting, "server.meter-unit", meter.name(), unit.name(), meter.baseUnit());
        }
    }
}
