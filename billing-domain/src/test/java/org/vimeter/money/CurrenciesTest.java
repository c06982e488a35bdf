package org.vimeter.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurrenciesTest {
    @ParameterizedTest
    @ValueSource(strings = {"XXX", "XTS", "XAU", "XDR", "XUA", "CHE", "USN", "BOV", "DEM", "eur", "", "EURO"})
    void whatNobodyPaysWithIsNone(String code) {
        assertThat(Currencies.find(code)).isEmpty();
    }

    @Test
    void everyOneHasAMinorUnitAndAValue() {
        assertThat(Currencies.codes())
                .contains("EUR", "USD", "JPY", "KWD", "RUB")
                .hasSizeGreaterThan(140);
        for (var code : Currencies.codes()) {
            var currency = Currency.getInstance(code);
            assertThat(currency.getDefaultFractionDigits()).as(code).isNotNegative();
            assertThat(Currencies.worth(BigDecimal.valueOf(1000), currency).isPositive())
                    .as(code)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"EUR,1000.00", "JPY,160000", "KWD,330.000"})
    void aFloorIsAboutAsMuchEverywhere(String code, String floor) {
        assertThat(Currencies.worth(BigDecimal.valueOf(1000), Currency.getInstance(code)))
                .isEqualTo(Money.of(floor, code));
    }
}
