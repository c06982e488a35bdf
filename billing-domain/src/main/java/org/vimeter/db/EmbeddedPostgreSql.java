package org.vimeter.db;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A PostgreSQL of our own for trying Vimeter and for tests: its data stays in a folder, it listens on loopback only, and
 * it trusts every user of this machine. Not for production.
 */
public final class EmbeddedPostgreSql {
    private static final int PORT_LINE = 3;

    private EmbeddedPostgreSql() {}

    /** The JDBC URL of the running database; one that outlived a killed Vimeter is used again. */
    public static String start(Path folder) {
        return running(folder).orElseGet(() -> launch(folder));
    }

    private static String launch(Path folder) {
        try {
            Files.createDirectories(folder);
            return url(EmbeddedPostgres.builder()
                    .setDataDirectory(folder)
                    .setCleanDataDirectory(false)
                    .setServerConfig("max_connections", "120")
                    .setServerConfig("shared_buffers", "128MB")
                    .start()
                    .getPort());
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The embedded PostgreSQL did not start in " + folder.toAbsolutePath()
                            + ". Nothing is billed until it does. Free the folder, or set VIMETER_DB_URL to a server of yours.",
                    e);
        }
    }

    private static Optional<String> running(Path folder) {
        try {
            var lines = Files.readAllLines(folder.resolve("postmaster.pid"));
            boolean alive =
                    ProcessHandle.of(Long.parseLong(lines.get(0).strip())).isPresent();
            var url = url(Integer.parseInt(lines.get(PORT_LINE).strip()));
            if (alive) {
                Schema.ping(Schema.asOwner(url, "postgres", "postgres"));
                return Optional.of(url);
            }
            return Optional.empty();
        } catch (IOException | SQLException | RuntimeException e) {
            return Optional.empty(); // No process id that answers: launch() says what is wrong, if anything is.
        }
    }

    private static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }
}
