package org.vimeter.measure;

public final class UnitMismatch extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnitMismatch(Unit one, Unit other) {
        super(one + " and " + other + " measure different things (" + one.base() + " and " + other.base() + ")");
    }
}
