package org.vimeter.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentTest {
    @Test
    void theLongestNotSaidGoesFirst() {
        var recent = new Recent<Integer>(2);
        recent.say("a", 1);
        recent.say("b", 2);
        recent.say("a", 3);
        recent.say("c", 4);
        assertThat(recent.of("a")).contains(3);
        assertThat(recent.of("b")).isEmpty();
        assertThat(recent.of("c")).contains(4);
    }
}
