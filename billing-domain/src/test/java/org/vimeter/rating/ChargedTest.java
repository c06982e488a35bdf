package org.vimeter.rating;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vimeter.money.Money;

class ChargedTest {
    /** What stands and what was waived before, what the period costs, and what is booked. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 5, 5", // nothing before
        "5, 0, 5, 0", // charged
        "5, 0, 8, 3", // more since
        "5, 0, 1, -4", // less since
        "0, 5, 5, 0", // given: not charged again
        "0, 5, 1, 0", // given, and less since: not given twice
        "0, 5, 0, 0", // given, and nothing is due any more
        "0, 5, 8, 3", // given, and more since
        "3, 5, 8, 0", // given, and the rest charged
        "3, 5, 6, -2", // given, the rest charged, and less since
        "3, 5, 2, -3", // no more than stands comes back
        "10, -4, 6, 0", // a credit was taken back: he pays more than is due
        "10, -4, 8, 2"
    })
    void whatIsMissing(String standing, String waived, String due, String missing) {
        var charged = new Charged(Money.of(standing, "EUR"), Money.of(waived, "EUR"));
        assertThat(charged.missing(Money.of(due, "EUR"))).isEqualTo(Money.of(missing, "EUR"));
    }
}
