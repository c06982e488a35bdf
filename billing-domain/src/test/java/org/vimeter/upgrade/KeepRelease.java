package org.vimeter.upgrade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.vimeter.db.Schema;

/** A command: keeps the rows of a running demo for {@link UpgradeTest}, as architecture.md says under “A release”. */
class KeepRelease {
    @Test
    @EnabledIfSystemProperty(named = "release.version", matches = ".+")
    void keep() throws SQLException, IOException {
        var demo =
                Schema.asOwner(System.getProperty("release.url"), "postgres", System.getProperty("release.password"));
        var file = Path.of("src/test/resources/org/vimeter/upgrade", System.getProperty("release.version") + ".gz");
        try (var out = Files.newOutputStream(file)) {
            StoredRelease.write(demo, out);
        }
    }
}
