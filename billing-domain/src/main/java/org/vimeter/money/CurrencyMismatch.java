package org.vimeter.money;

public final class CurrencyMismatch extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    CurrencyMismatch(Money one, Money other) {
        super(one + " and " + other + " are of different currencies");
    }
}
