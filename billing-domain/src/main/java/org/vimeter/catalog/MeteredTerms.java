package org.vimeter.catalog;

import java.time.LocalDate;
import java.util.List;
import org.vimeter.measure.Unit;
import org.vimeter.rating.Combine;
import org.vimeter.rating.Tariff;

/**
 * One version of a metered add-on's terms, ready to rate with.
 *
 * @param validFrom applies to accounting periods that start on this day or later
 * @param thresholds percent of the limit (of the included amount without a limit) at which to warn
 */
public record MeteredTerms(
        long id,
        long addOnId,
        String addOn,
        String title,
        int version,
        LocalDate validFrom,
        List<Meters.Meter> meters,
        Combine combine,
        Unit unit,
        Period period,
        AtLimit atLimit,
        Tariff tariff,
        List<Integer> thresholds) {

    /** The combined quantity of an array of totals by meter position; what is missing counts nothing. */
    public long used(long[] totals) {
        return meters.stream()
                .mapToLong(meter -> totals[meter.position() - 1])
                .reduce(combine::apply)
                .orElse(0);
    }
}
