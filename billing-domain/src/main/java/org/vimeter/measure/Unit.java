package org.vimeter.measure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A unit of measure.
 *
 * @param smaller the unit that this one is a multiple of, or null for a base unit
 * @param ratio how many of the smaller unit make one of this; 1 for a base unit
 */
public record Unit(String name, @Nullable Unit smaller, long ratio) {

    public Unit {
        if (ratio < 1) {
            throw new IllegalArgumentException(
                    "Unit " + name + ": the ratio to the smaller unit is a whole number of at least 1, not " + ratio);
        }
    }

    public static Unit base(String name) {
        return new Unit(name, null, 1);
    }

    public static Unit of(String name, long ratio, Unit smaller) {
        return new Unit(name, smaller, ratio);
    }

    public Unit base() {
        return smaller == null ? this : smaller.base();
    }

    /** How many base units make one of this. Throws {@link ArithmeticException} above 2^63 - 1. */
    public long factor() {
        return smaller == null ? 1 : Math.multiplyExact(ratio, smaller.factor());
    }

    public void requireSameBase(Unit other) {
        if (!base().name.equals(other.base().name)) {
            throw new UnitMismatch(this, other);
        }
    }

    /** A figure in this unit as whole base units, rounded half up: no server reports parts of a byte. */
    public long toBase(BigDecimal figure) {
        return figure.multiply(BigDecimal.valueOf(factor()))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /** As {@link #toBase}, but a figure that is not a whole number of base units is refused. */
    public long toBaseExact(BigDecimal figure) {
        return figure.multiply(BigDecimal.valueOf(factor())).longValueExact();
    }

    /** Base units in this unit, for display: 34 digits, trailing zeros dropped. */
    public BigDecimal fromBase(long quantity) {
        var figure = BigDecimal.valueOf(quantity).divide(BigDecimal.valueOf(factor()), MathContext.DECIMAL128);
        return figure.signum() == 0 ? BigDecimal.ZERO : figure.stripTrailingZeros();
    }

    @Override
    public String toString() {
        return name;
    }
}
