package org.vimeter.ledger;

public enum Cause {
    CHARGE,
    PAYMENT,
    ADJUSTMENT,
    REVERSAL,
    FEE
}
