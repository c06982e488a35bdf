package org.vimeter.offer;

import java.time.LocalDate;
import java.util.List;
import org.vimeter.catalog.AtLimit;
import org.vimeter.catalog.MeterQuantities;
import org.vimeter.catalog.Metering;
import org.vimeter.catalog.Meters;
import org.vimeter.catalog.Period;
import org.vimeter.measure.Unit;
import org.vimeter.rating.Combine;
import org.vimeter.rating.Tariff;

/**
 * One version of a metered add-on's terms in one currency, ready to rate with.
 *
 * @param validFrom applies to accounting periods that start on this day or later
 */
public record MeteredTerms(
        long id,
        long addOnId,
        String addOn,
        String title,
        int version,
        LocalDate validFrom,
        List<Meters.Meter> meters,
        Unit unit,
        Metering metering,
        Tariff tariff) {

    /** The same, with other numbers for a part of a period. */
    public MeteredTerms with(Tariff other) {
        return new MeteredTerms(id, addOnId, addOn, title, version, validFrom, meters, unit, metering, other);
    }

    public Combine combine() {
        return metering.combine();
    }

    public Period period() {
        return metering.period();
    }

    public AtLimit atLimit() {
        return metering.atLimit();
    }

    /** The quantities of the add-on's meters, combined to one. */
    public long used(MeterQuantities quantities) {
        return meters.stream()
                .mapToLong(quantities::of)
                .reduce(metering.combine()::apply)
                .orElse(0);
    }
}
