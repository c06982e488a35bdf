package org.vimeter.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllowancesTest {
    private static final long SECOND = 1_000_000_000L;
    private final Allowances allowances = new Allowances(10);

    private long taken(String address, int tries, long now) {
        return IntStream.range(0, tries)
                .filter(i -> allowances.take(address, now))
                .count();
    }

    @Test
    void aBurstThenSoManyInASecond() {
        assertThat(taken("a", 100, 0)).isEqualTo(60);
        assertThat(taken("a", 100, SECOND / 2)).isEqualTo(5);
        assertThat(taken("a", 100, 3 * SECOND / 2)).isEqualTo(10);
        assertThat(taken("a", 100, 1000 * SECOND)).isEqualTo(60);
        assertThat(taken("b", 1, 1000 * SECOND)).isEqualTo(1);
    }

    @Test
    void madeUpAddressesPushOutTheLongestUnseen() {
        taken("a", 100, 0);
        for (int i = 0; i < 9_000; i++) {
            taken("other" + i, 1, 1);
        }
        assertThat(taken("a", 1, 2)).isZero();
        for (int i = 0; i < 9_999; i++) {
            taken("more" + i, 1, 3);
        }
        assertThat(taken("a", 1, 4)).as("it was seen later than most").isZero();
    }
}
