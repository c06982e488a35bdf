package org.vimeter.catalog;

/** Whether usage beyond the limit is charged, or the charge stops at the limit. */
public enum BeyondLimit {
    CHARGE,
    CAP
}
