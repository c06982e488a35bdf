package org.vimeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vimeter.app.Inventory.Advisory;
import org.vimeter.app.Inventory.Component;

/** A library that is older than an advisory allows fails the build. */
class InventoryTest {
    private static List<String> old(String version, String inside, String accepted) {
        return Inventory.old(
                List.of(new Component("org.x", "lib", version, "", inside)),
                List.of(new Advisory("org.x:lib", "2.10.1", "reads too far", accepted)));
    }

    @ParameterizedTest
    @CsvSource({
        "2.10.1, 0",
        "2.10.2, 0",
        "3.0, 0",
        "2.11.0.RELEASE, 0",
        "2.10.1.Final, 0",
        "2.10.0, 1",
        "2.9.9, 1",
        "2.10.1-rc1, 1",
        "2.10.1.Beta2, 1",
        "1.99, 1",
        "unknown, 1"
    })
    void versionsAreComparedAsMavenDoes(String version, int faults) {
        assertThat(old(version, "", "")).hasSize(faults);
    }

    @Test
    void whatIsAcceptedIsAcceptedInsideTheServerAlone() {
        assertThat(old("2.0", "server.jar", "it is switched off")).isEmpty();
        assertThat(old("2.0", "server.jar", "")).hasSize(1);
        assertThat(old("2.0", "", "it is switched off"))
                .containsExactly("org.x:lib 2.0 is older than 2.10.1: reads too far");
    }

    @Test
    void theServersJarIsReadToItsInside() throws Exception {
        var inside = Inventory.inside(Path.of("target", "payara-micro.jar"));
        assertThat(inside).hasSizeGreaterThan(250);
        assertThat(inside).anyMatch(one -> one.id().equals("org.glassfish.jersey.core:jersey-server"));
        assertThat(inside).anyMatch(one -> one.id().equals("com.hazelcast:hazelcast"));
    }

    @Test
    void theListIsReadAndNamesAReasonForEach() throws Exception {
        var all = Inventory.advisories(Path.of("src/main/dependencies/advisories.txt"));
        assertThat(all).hasSizeGreaterThan(10).allMatch(one -> one.why().length() > 5);
    }
}
