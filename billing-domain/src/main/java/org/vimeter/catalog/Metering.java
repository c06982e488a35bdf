package org.vimeter.catalog;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.vimeter.db.Row;
import org.vimeter.rating.Combine;
import org.vimeter.rating.LimitTest;

/**
 * How a metered add-on counts and what its limit does.
 *
 * @param thresholds percent of the limit (of the included amount without a limit) at which to warn
 */
public record Metering(
        Combine combine,
        Period period,
        LimitTest limitTest,
        AtLimit atLimit,
        BeyondLimit beyondLimit,
        List<Integer> thresholds) {
    public static final Metering DEFAULT =
            new Metering(Combine.SUM, Period.MONTH, LimitTest.REACHED, AtLimit.SUSPEND, BeyondLimit.CHARGE, List.of());

    public static Metering from(Row row) throws SQLException {
        return new Metering(
                row.constant("combine", Combine.class),
                row.constant("period", Period.class),
                row.constant("limit_test", LimitTest.class),
                row.constant("at_limit", AtLimit.class),
                row.constant("beyond_limit", BeyondLimit.class),
                row.numbers("thresholds").stream().map(Long::intValue).toList());
    }

    /** As written in a form. */
    public String thresholdList() {
        return thresholds.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
