package org.vimeter.web.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vimeter.problem.Refused;

class DaysTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "x", "2026-02-30", "+999999999-12-31", "-999999999-01-01", "9999-12-31", "1969-12-31"})
    void aDayIsOneOfTheCalendarInUsualYears(String text) {
        assertThatThrownBy(() -> Days.of(text)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "2026-13", "+999999999-12", "-999999999-01", "9999-12", "1969-12"})
    void aMonthToo(String text) {
        assertThatThrownBy(() -> Days.month(text)).isInstanceOf(Refused.class);
    }

    @Test
    void whatIsUsualIsRead() {
        assertThat(Days.of("2026-05-31")).isEqualTo(LocalDate.of(2026, 5, 31));
        assertThat(Days.month("2026-05")).isEqualTo(YearMonth.of(2026, 5));
    }
}
