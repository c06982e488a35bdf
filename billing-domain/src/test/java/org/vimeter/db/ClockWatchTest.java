package org.vimeter.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vimeter.testing.SettableClock;
import org.vimeter.testing.TestDatabase;

class ClockWatchTest {
    @ParameterizedTest
    @CsvSource({"PT0S, false", "PT4M, false", "PT-4M, false", "PT6M, true", "PT-6M, true", "PT24H, true"})
    void aNodeWhoseClockIsMinutesAwayIsNoticed(Duration ahead, boolean noticed) {
        var clock = new SettableClock(Instant.now().plus(ahead));
        assertThat(new ClockWatch(TestDatabase.create().db(), clock).problem().isPresent())
                .isEqualTo(noticed);
    }
}
