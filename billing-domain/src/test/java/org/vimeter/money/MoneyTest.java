package org.vimeter.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
    private static final Currency EUR = Currency.getInstance("EUR");

    private static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }

    @ParameterizedTest
    @CsvSource({"-0.01, true, false, false", "0.00, false, true, false", "0.01, false, false, true"})
    void itsSignIsOneOfThree(String amount, boolean negative, boolean zero, boolean positive) {
        assertThat(eur(amount).isNegative()).isEqualTo(negative);
        assertThat(eur(amount).isZero()).isEqualTo(zero);
        assertThat(eur(amount).isPositive()).isEqualTo(positive);
        assertThat(Money.zero(EUR).minus(eur(amount))).isEqualTo(eur(amount).negated());
        assertThat(eur(amount).abs().isNegative()).isFalse();
        assertThat(eur(amount).plus(eur(amount).negated())).isEqualTo(Money.zero(EUR));
    }

    @ParameterizedTest
    @CsvSource({"1.00, 1.01, -1", "1.01, 1.00, 1", "1.00, 1.00, 0", "-1.00, 1.00, -1"})
    void itIsComparedByAmount(String one, String other, int sign) {
        assertThat(Integer.signum(eur(one).compareTo(eur(other)))).isEqualTo(sign);
    }

    @Test
    void currenciesAreNeverMixed() {
        var dollar = Money.of("1", "USD");
        assertThatThrownBy(() -> eur("1").plus(dollar)).isInstanceOf(CurrencyMismatch.class);
        assertThatThrownBy(() -> eur("1").minus(dollar)).isInstanceOf(CurrencyMismatch.class);
        assertThatThrownBy(() -> eur("1").compareTo(dollar)).isInstanceOf(CurrencyMismatch.class);
    }

    @ParameterizedTest
    @CsvSource({"EUR, 1.5, 1.50 EUR", "JPY, 15, 15 JPY", "BHD, 1.234, 1.234 BHD", "EUR, 1E+2, 100.00 EUR"})
    void itHasTheDecimalsOfItsCurrency(String currency, BigDecimal amount, String text) {
        assertThat(new Money(amount, Currency.getInstance(currency))).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({"EUR, 0.001", "JPY, 0.1", "BHD, 0.0001"})
    void whatIsFinerIsRefusedAndNotRounded(String currency, String amount) {
        assertThatThrownBy(() -> Money.of(amount, currency)).hasMessageContaining("more decimals");
    }
}
