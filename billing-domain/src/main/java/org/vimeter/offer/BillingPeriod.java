package org.vimeter.offer;

/** How often what recurs is charged. */
public enum BillingPeriod {
    DAILY,
    MONTHLY,
    QUARTERLY,
    HALF_YEARLY,
    YEARLY
}
