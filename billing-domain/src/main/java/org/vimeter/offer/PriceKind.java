package org.vimeter.offer;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a price is paid for: a period of the package, its set-up, or one unit of overage. */
public enum PriceKind {
    SETUP(null),
    DAILY(BillingPeriod.DAILY),
    MONTHLY(BillingPeriod.MONTHLY),
    QUARTERLY(BillingPeriod.QUARTERLY),
    HALF_YEARLY(BillingPeriod.HALF_YEARLY),
    YEARLY(BillingPeriod.YEARLY),
    OVERAGE(null);

    /** What recurs. */
    public static final List<PriceKind> PERIODS =
            Arrays.stream(values()).filter(kind -> kind.period != null).toList();

    private final @Nullable BillingPeriod period;

    PriceKind(@Nullable BillingPeriod period) {
        this.period = period;
    }

    public static PriceKind of(BillingPeriod period) {
        return valueOf(period.name());
    }

    /** Empty for what is paid once, or by use. */
    public Optional<BillingPeriod> period() {
        return Optional.ofNullable(period);
    }
}
