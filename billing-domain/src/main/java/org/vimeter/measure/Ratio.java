package org.vimeter.measure;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** How many of one unit make one of another, as an exact fraction in lowest terms: 1/3600 has no end as a decimal. */
public record Ratio(BigInteger over, BigInteger under) {

    public Ratio {
        if (over.signum() < 1 || under.signum() < 1) {
            throw new IllegalArgumentException("Not a ratio of units: " + over + "/" + under);
        }
        var common = over.gcd(under);
        over = over.divide(common);
        under = under.divide(common);
    }

    public Ratio then(Ratio next) {
        return new Ratio(over.multiply(next.over), under.multiply(next.under));
    }

    public Ratio inverse() {
        return new Ratio(under, over);
    }

    /** Whether every figure that ends as a decimal still ends after the conversion. */
    public boolean isExact() {
        var rest = under;
        for (var prime : new BigInteger[] {BigInteger.TWO, BigInteger.valueOf(5)}) {
            while (rest.mod(prime).signum() == 0) {
                rest = rest.divide(prime);
            }
        }
        return rest.equals(BigInteger.ONE);
    }

    /** Exact where {@link #isExact}, else with 34 digits. */
    public BigDecimal of(BigDecimal figure) {
        var product = figure.multiply(new BigDecimal(over));
        var divisor = new BigDecimal(under);
        var result = isExact() ? product.divide(divisor) : product.divide(divisor, MathContext.DECIMAL128);
        return result.signum() == 0 ? BigDecimal.ZERO : result.stripTrailingZeros();
    }
}
