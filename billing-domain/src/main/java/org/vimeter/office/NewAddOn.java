package org.vimeter.office;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.AtLimit;
import org.vimeter.catalog.BeyondLimit;
import org.vimeter.catalog.Period;
import org.vimeter.catalog.Terms.Rules;
import org.vimeter.rating.Combine;
import org.vimeter.rating.LimitTest;

/**
 * A metered add-on with its first terms.
 *
 * @param included in the unit; a whole number of its base units
 * @param limit the same; null for none
 * @param thresholds percent
 */
public record NewAddOn(
        String name,
        String title,
        List<String> meters,
        String unit,
        BigDecimal included,
        @Nullable BigDecimal limit,
        BigDecimal price,
        Rules rules,
        List<Integer> thresholds) {
    public static final Rules DEFAULT_RULES =
            new Rules(Combine.SUM, Period.MONTH, LimitTest.REACHED, AtLimit.SUSPEND, BeyondLimit.CHARGE);
}
