package org.vimeter.web.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagTest {
    private static final String THING =
            "{\"name\": \"x\", \"settings\": {\"a\": \"1\", \"b\": \"2\"}, \"steps\": [1, 2]}";

    /** Maps come in another order on another node, and after another start. */
    @Test
    void theOrderOfMembersMakesNoDifference() {
        assertThat(Tag.of("{\"steps\": [1, 2], \"settings\": {\"b\": \"2\", \"a\": \"1\"}, \"name\": \"x\"}"))
                .isEqualTo(Tag.of(THING))
                .matches("\"[A-Za-z0-9_-]{22}\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"x\", \"settings\": {\"a\": \"1\", \"b\": \"2\"}, \"steps\": [2, 1]}",
                "{\"name\": \"x\", \"settings\": {\"a\": \"2\", \"b\": \"1\"}, \"steps\": [1, 2]}",
                "{\"name\": \"x\", \"settings\": {\"a\": \"1\", \"b\": 2}, \"steps\": [1, 2]}",
                "{\"name\": \"x\", \"settings\": {\"a\": \"1\"}, \"steps\": [1, 2]}",
                "{\"name\": \"x\", \"settings\": {\"a\": \"1\", \"b\": \"2\"}, \"steps\": [1, 2, null]}"
            })
    void whatItSaysDoes(String other) {
        assertThat(Tag.of(other)).isNotEqualTo(Tag.of(THING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", " * ", "\"mine\"", "\"other\", \"mine\""})
    void oneOfSeveralIsEnough(String header) {
        assertThat(Tag.isNamed(header, "\"mine\"")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mine", "\"other\"", "W/\"mine\""})
    void anotherIsNot(String header) {
        assertThat(Tag.isNamed(header, "\"mine\"")).isFalse();
    }
}
