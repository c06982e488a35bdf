package org.vimeter.web.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vimeter.measure.Unit;
import org.vimeter.money.Money;

class FormatTest {
    private static final Unit BYTE = Unit.base("B");
    private static final Unit GIB = Unit.of("GiB", 1024, Unit.of("MiB", 1024, Unit.of("KiB", 1024, BYTE)));

    private final Format english = new Format(Locale.ENGLISH);
    private final Format russian = new Format(Locale.forLanguageTag("ru"));

    /** No-break spaces as blanks, so that a table of cases can be read. */
    private static String plain(String text) {
        return text.replaceAll("[\\u00a0\\u202f]", " ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1234567.5 | EUR | 1,234,567.50 EUR | 1 234 567,50 EUR",
                "-0.62     | EUR | -0.62 EUR        | -0,62 EUR",
                "0         | EUR | 0.00 EUR         | 0,00 EUR",
                "1250      | JPY | 1,250 JPY        | 1 250 JPY",
                "1.5       | KWD | 1.500 KWD        | 1,500 KWD"
            })
    void moneyHasTheDecimalsOfItsCurrency(String amount, String currency, String inEnglish, String inRussian) {
        assertThat(plain(english.money(Money.of(amount, currency)))).isEqualTo(inEnglish);
        assertThat(plain(russian.money(Money.of(amount, currency)))).isEqualTo(inRussian);
    }

    @Test
    void aChangeHasItsSign() {
        assertThat(plain(english.change(Money.of("5", "EUR")))).isEqualTo("+5.00 EUR");
        assertThat(plain(english.change(Money.of("-5", "EUR")))).isEqualTo("-5.00 EUR");
        assertThat(plain(english.change(Money.of("0", "EUR")))).isEqualTo("0.00 EUR");
    }

    /** Whoever has used 9999.999 of 10 000 has not reached it, and is not shown that he has. */
    @Test
    void aQuantityIsRoundedDownForTheEye() {
        long almost = 10_000L * 1024 * 1024 * 1024 - 1;
        assertThat(plain(english.quantity(almost, GIB))).isEqualTo("9,999.99 GiB");
        assertThat(plain(russian.quantity(almost, GIB))).isEqualTo("9 999,99 ГиБ");
        assertThat(plain(english.precise(almost, GIB))).isEqualTo("10,000 GiB");
        assertThat(plain(english.base(almost, GIB))).isEqualTo("10,737,418,239,999 B");
        assertThat(plain(english.quantity(0, GIB))).isEqualTo("0 GiB");
    }

    @Test
    void aPriceKeepsEachDigitThatItHas() {
        assertThat(plain(english.exactPrice(new BigDecimal("0.0125"), "EUR"))).isEqualTo("0.0125 EUR");
        assertThat(plain(english.exactPrice(new BigDecimal("3"), "EUR"))).isEqualTo("3.00 EUR");
        assertThat(plain(russian.exactPrice(new BigDecimal("0.0000000001"), "EUR")))
                .isEqualTo("0,0000000001 EUR");
    }

    @Test
    void aFigureOfAFormIsWrittenAndReadAsItsReaderDoes() {
        assertThat(russian.figure("1000.5")).isEqualTo("1000,5");
        assertThat(english.figure("1000.5")).isEqualTo("1000.5");
        assertThat(english.figure(null)).isEmpty();
        assertThat(Format.pointed("1000,5", Locale.forLanguageTag("ru"))).isEqualTo("1000.5");
        assertThat(Format.pointed("1,000", Locale.ENGLISH)).isEqualTo("1,000");
    }

    @Test
    void daysAndTimesAreOfTheLanguageAndSayTheirZone() {
        var day = LocalDate.of(2026, 5, 9);
        assertThat(english.day(day)).isEqualTo("9 May 2026");
        assertThat(russian.day(day)).isEqualTo("9 мая 2026");
        assertThat(english.day(null)).isEmpty();
        assertThat(russian.month(YearMonth.of(2026, 5))).isEqualTo("Май 2026");
        assertThat(english.time(Instant.parse("2026-05-09T22:30:59Z"))).isEqualTo("9 May 2026, 22:30 UTC");
    }

    @ParameterizedTest
    @CsvSource({"0, 10, 0", "5, 10, 500", "10, 10, 1000", "99, 10, 1000", "1, 3, 333"})
    void aBarEndsWhereItsScaleDoes(long quantity, long scale, long thousandths) {
        assertThat(english.thousandths(quantity, scale)).isEqualTo(thousandths);
    }

    @Test
    void whatHasNoTextIsShownAsItIs() {
        assertThat(english.known("meter.", "gpu")).isEqualTo("gpu");
        assertThat(english.unit("furlong")).isEqualTo("furlong");
        assertThat(english.unitTitle("MiB", "Mebibytes of ours")).isEqualTo("Mebibytes of ours");
        assertThat(plain(russian.seconds(Duration.ofMillis(1250)))).isEqualTo("1,2 с");
    }
}
