package org.vimeter.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitPriceTest {
    private static UnitPrice price(String amount, String currency) {
        return new UnitPrice(new BigDecimal(amount), Currency.getInstance(currency));
    }

    @ParameterizedTest(name = "{2} of {3} at {0} {1} cost {4}")
    @CsvSource({
        "0.01, EUR, 1, 2, 0.01",
        "0.03, EUR, 1, 2, 0.02",
        "0.01, EUR, 49, 100, 0.00",
        "0.01, EUR, 50, 100, 0.01",
        "1, JPY, 1, 2, 1",
        "3, JPY, 1, 2, 2",
        "0.0000000001, EUR, 50000000, 1, 0.01",
        "0.0000000001, EUR, 49999999, 1, 0.00",
        "0, EUR, 1000, 1, 0.00"
    })
    void aQuantityIsRoundedOnceAndHalfUp(String amount, String currency, long quantity, long unit, BigDecimal cost) {
        assertThat(price(amount, currency).of(quantity, unit))
                .isEqualTo(new Money(cost, Currency.getInstance(currency)));
    }

    @Test
    void itHasTenDecimalsAtMostAndIsNeverNegative() {
        assertThat(price("0.1234567890", "EUR")).hasToString("0.123456789 EUR");
        assertThat(price("1E+3", "EUR")).hasToString("1000 EUR");
        assertThat(price("0.0000000001", "EUR")).hasToString("0.0000000001 EUR");
        assertThatThrownBy(() -> price("0.00000000001", "EUR")).hasMessageContaining("at most ten decimals");
        assertThatThrownBy(() -> price("-0.01", "EUR")).hasMessageContaining("cannot be negative");
        assertThat(price("0.00", "EUR")).isEqualTo(price("0", "EUR"));
    }
}
