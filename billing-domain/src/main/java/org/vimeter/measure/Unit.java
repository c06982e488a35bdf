package org.vimeter.measure;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A unit of measure.
 *
 * @param name the internal name
 * @param title what people read
 * @param smaller the unit that this one is a multiple of, or null for a base unit
 * @param ratio how many of the smaller unit make one of this; 1 for a base unit
 */
public record Unit(String name, String title, @Nullable Unit smaller, long ratio) {

    public Unit {
        if (ratio < 1) {
            throw new IllegalArgumentException(
                    "Unit " + name + ": the ratio to the smaller unit is a whole number of at least 1, not " + ratio);
        }
    }

    public static Unit base(String name) {
        return new Unit(name, name, null, 1);
    }

    public static Unit of(String name, long ratio, Unit smaller) {
        return new Unit(name, name, smaller, ratio);
    }

    public Unit base() {
        return smaller == null ? this : smaller.base();
    }

    /** How many base units make one of this. Throws {@link ArithmeticException} above 2^63 - 1. */
    public long factor() {
        return smaller == null ? 1 : Math.multiplyExact(ratio, smaller.factor());
    }

    public boolean isRelatedTo(Unit other) {
        return base().name.equals(other.base().name);
    }

    /** How many of the other unit make one of this. Throws {@link UnitMismatch} when they measure different things. */
    public Ratio in(Unit other) {
        if (!isRelatedTo(other)) {
            throw new UnitMismatch(this, other);
        }
        return new Ratio(BigInteger.valueOf(factor()), BigInteger.valueOf(other.factor()));
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

    /** Base units in this unit: exact where the figure ends, else 34 digits. */
    public BigDecimal fromBase(long quantity) {
        return base().in(this).of(BigDecimal.valueOf(quantity));
    }

    @Override
    public String toString() {
        return name;
    }
}
