package org.vimeter.offer;

import java.util.List;

/** What a price is paid for: a period of the package, its set-up, or one unit of overage. */
public enum Per {
    SETUP,
    DAILY,
    MONTHLY,
    QUARTERLY,
    HALF_YEARLY,
    YEARLY,
    OVERAGE;

    public static final List<Per> PERIODS = List.of(DAILY, MONTHLY, QUARTERLY, HALF_YEARLY, YEARLY);

    public boolean isPeriod() {
        return PERIODS.contains(this);
    }
}
