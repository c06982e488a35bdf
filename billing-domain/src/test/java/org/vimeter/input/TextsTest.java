package org.vimeter.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vimeter.problem.Faults;
import org.vimeter.problem.Refused;

class TextsTest {
    private enum Colour {
        RED,
        GREEN
    }

    private static String refusal(ThrowingCallable call) {
        return catchThrowableOfType(Refused.class, call).problem().code();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+999999999-12-31",
                "-999999999-01-01",
                "10000-01-01",
                "9999-12-31",
                "0001-01-01",
                "2026-02-30",
                "soon",
                ""
            })
    void aDayIsInAYearOfFourDigits(String text) {
        assertThatThrownBy(() -> Texts.day(text)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12", "10000-01", "9999-12", "2026-13", "2026", ""})
    void soIsAMonth(String text) {
        assertThatThrownBy(() -> Texts.month(text)).isInstanceOf(Refused.class);
    }

    @Test
    void whatCanBeReadIs() {
        assertThat(Texts.day("2026-05-31")).isEqualTo(LocalDate.of(2026, 5, 31));
        assertThat(Texts.month("2026-05")).isEqualTo(YearMonth.of(2026, 5));
        assertThat(Texts.number(Texts.figure(" 12 345.50\u00a0"))).isEqualTo(new BigDecimal("12345.50"));
        assertThat(Texts.flag("true")).isTrue();
        assertThat(Texts.constant(Colour.class, "green")).isEqualTo(Colour.GREEN);
        assertThat(Texts.orNull("  ", Texts::day)).isNull();
        assertThat(Texts.constant(Colour.class, " ", Colour.GREEN)).isEqualTo(Colour.GREEN);
        assertThat(Texts.whole("42")).isEqualTo(42);
        assertThat(Texts.plain(" a\u0000b ")).isEqualTo("ab");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,5",
                "1 0",
                "1\n0",
                "- 5",
                " 5",
                "",
                "1e9",
                "0x10",
                "--1",
                "1.",
                ".5",
                "١٢",
                "123456789012345678901"
            })
    void whatIsNoPlainNumberIsRefused(String text) {
        assertThat(refusal(() -> Texts.number(text))).isEqualTo("request.number");
    }

    @Test
    void anAmountHasNoMoreDecimalsThanItsCurrency() {
        assertThat(Texts.money("1.50", Currency.getInstance("EUR")).amount()).isEqualByComparingTo("1.5");
        assertThat(refusal(() -> Texts.money("1.5", Currency.getInstance("JPY"))))
                .isEqualTo("money.amount");
    }

    @Test
    void fieldByFieldItIsAFaultOfTheSameWords() {
        var fields = new Fields(new Faults());
        assertThat(fields.number("one", "1,5")).isNull();
        assertThat(fields.constant("two", Colour.class, null)).isEqualTo(Colour.RED);
        assertThat(fields.number("three", " ")).isNull();
        assertThat(fields.number("four", "1 000.5")).isEqualTo(new BigDecimal("1000.5"));
        assertThat(fields.faults.all())
                .extracting(fault -> fault.field() + " " + fault.problem().code())
                .containsExactly("one request.number", "two request.constant");
    }
}
