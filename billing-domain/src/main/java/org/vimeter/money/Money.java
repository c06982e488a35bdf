package org.vimeter.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/** An amount with exactly the decimals of its currency's minor unit; a finer amount is refused, never rounded. */
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money> {

    public Money {
        amount = atScale(amount, currency);
    }

    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currency));
    }

    public static Money zero(Currency currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    public Money plus(Money other) {
        return new Money(amount.add(sameCurrency(other).amount), currency);
    }

    public Money minus(Money other) {
        return new Money(amount.subtract(sameCurrency(other).amount), currency);
    }

    public Money negated() {
        return new Money(amount.negate(), currency);
    }

    public Money abs() {
        return new Money(amount.abs(), currency);
    }

    public boolean isZero() {
        return amount.signum() == 0;
    }

    public boolean isNegative() {
        return amount.signum() < 0;
    }

    public boolean isPositive() {
        return amount.signum() > 0;
    }

    @Override
    public int compareTo(Money other) {
        return amount.compareTo(sameCurrency(other).amount);
    }

    /**
     * An exact value in the minor units of its currency, half up: the one place where money is rounded.
     *
     * @param divisor divides last, so that the one rounding is of the exact value
     */
    public static Money rounded(BigDecimal dividend, BigDecimal divisor, Currency currency) {
        int decimals = Math.max(0, currency.getDefaultFractionDigits());
        return new Money(dividend.divide(divisor, decimals, RoundingMode.HALF_UP), currency);
    }

    public static Money rounded(BigDecimal exact, Currency currency) {
        return rounded(exact, BigDecimal.ONE, currency);
    }

    /** The plain figure and the currency code, for logs and messages; pages format by language. */
    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new CurrencyMismatch(this, other);
        }
        return other;
    }

    private static BigDecimal atScale(BigDecimal amount, Currency currency) {
        try {
            return amount.setScale(Math.max(0, currency.getDefaultFractionDigits()), RoundingMode.UNNECESSARY);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    amount.toPlainString() + " " + currency + " has more decimals than the currency has", e);
        }
    }
}
