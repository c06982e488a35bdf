package org.vimeter.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/login",
                "/api/v1/accounts/1",
                "/assets/0123456789abcdef/vimeter.css",
                "/client/services/7",
                "/staff/packages/1/add-ons/os_templ",
                "/x%20y",
                "/%D1%84",
                "/a%27b",
                "/me/sessions/tW2Bv-_x/end"
            })
    void aPathHasOneSpelling(String path) {
        assertThat(Paths.isPlain(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login;vimeter=0123",
                "/api;x/v1/accounts",
                "/api/v1/accounts;jsessionid=1",
                "/;",
                "/%3bx",
                "/%3Bx",
                "/api%2fv1",
                "/api%2Fv1/accounts",
                "/%61pi/v1/accounts",
                "/%41PI",
                "/a%70i/v1",
                "/ap%69",
                "/.%2e/api",
                "/x/../api/v1",
                "/x/./y",
                "/x/..",
                "/x/.",
                "//api/v1",
                "/api//v1",
                "/api\\v1",
                "/api%5cv1",
                "/%00",
                "/%0a",
                "/%7f",
                "/%5fx",
                "/%2dx",
                "/%7ex",
                "/%31",
                "/%",
                "/%4",
                "/%zz",
                "api/v1",
                ""
            })
    void anyOtherIsNotAnswered(String path) {
        assertThat(Paths.isPlain(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/metrics/base", "/openapi", "/openapi/", "/openapi.json", "/openapi-ui/x"})
    void whatTheServerTellsOfItselfIsForWatchers(String path) {
        assertThat(Paths.isForWatching(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/login", "/api/v1/metrics", "/metricsx"})
    void theRestIsNot(String path) {
        assertThat(Paths.isForWatching(path)).isFalse();
    }
}
