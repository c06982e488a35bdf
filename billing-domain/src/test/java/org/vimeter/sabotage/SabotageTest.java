package org.vimeter.sabotage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SabotageTest {
    @Test
    void eachSabotageStillFitsTheCodeThatItBreaks() throws IOException {
        assertThat(Sabotage.unfitting()).isEmpty();
    }
}
