package org.vimeter.web.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vimeter.problem.Refused;

class JsonBoundsTest {
    private static void look(String body) {
        JsonBounds.require(body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"limit\": 20480, \"price\": 0.0000000001, \"exact\": 12345678901234567890.123}",
                "{\"a\": {\"x\": 1}, \"b\": {\"x\": 1}, \"c\": [{\"x\": 1}, {\"x\": 2}]}",
                "{\"a\": -1.5e3, \"b\": \"1E999999999\"}",
                "\"text\"",
                "null"
            })
    void whatAnybodyMaySend(String body) {
        assertThatCode(() -> look(body)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"limit\": 1E999999999}          | 1E999999999",
                "{\"limit\": -1e+999999999}        | -1e+999999999",
                "{\"limit\": 1E-999999999}         | 1E-999999999",
                "{\"a\": [{\"b\": 1e100}]}         | 1e100",
                "[1E2147483647]                    | 1E2147483647",
                "1E99999999999999999999            | 1E99999999999999999999",
                "{\"a\": 1234567890123456789012345678901} | 1234567890123456789012345678901",
                "{\"a\": 0.1234567890123456789012345678901} | 0.1234567890123456789012345678901",
                "{\"a\": 1, \"a\": 2}              | “a” stands twice",
                "{\"x\": {\"a\": 1, \"\\u0061\": 2}} | “a” stands twice",
                "[{\"a\": {}, \"a\": {}}]          | “a” stands twice",
            })
    void whatIsTooMuchIsNamed(String body, String said) {
        assertThatThrownBy(() -> look(body)).isInstanceOf(Refused.class).hasMessageContaining(said);
    }

    @Test
    void aMillionDigitsAndAThousandLevelsAreRefused() {
        assertThatThrownBy(() -> look("{\"a\": " + "9".repeat(1_000_000) + "}")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> look("[".repeat(1000))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> look("{\"a\":".repeat(1000))).isInstanceOf(Refused.class);
    }

    /** What cannot be read here is not passed on to somebody who may read it otherwise. */
    @Test
    void anotherEncodingAndBrokenJsonAreRefused() {
        var hostile = "{\"limit\": 1E999999999}";
        for (var encoding :
                new Charset[] {StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
            assertThatThrownBy(() -> JsonBounds.require(hostile.getBytes(encoding)))
                    .as(encoding.name())
                    .isInstanceOf(Refused.class);
        }
        assertThatThrownBy(() -> JsonBounds.require(new byte[] {'"', (byte) 0xff, '"'}))
                .isInstanceOf(Refused.class);
        for (var broken : new String[] {"{", "{\"a\": }", "{\"a\": 01}", "{} {}", "x", "{\"a\": NaN}", "\uFEFF{}"}) {
            assertThatThrownBy(() -> look(broken)).as(broken).isInstanceOf(Refused.class);
        }
    }
}
