package org.vimeter.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vimeter.testing.TestDatabase;

/** Other users of the machine stand before a closed door, and what is booked is on the disk. */
class EmbeddedPostgreSqlTest {
    @TempDir
    private Path folder;

    private static String setting(Connection connection, String name) throws SQLException {
        try (var statement = connection.prepareStatement("select current_setting(?)")) {
            statement.setString(1, name);
            try (var result = statement.executeQuery()) {
                result.next();
                return result.getString(1);
            }
        }
    }

    @Test
    void nobodyComesInWithoutTheGeneratedPasswordAndWhatIsBookedIsKept() throws Exception {
        var data = folder.resolve("data").resolve("postgresql");
        var address = EmbeddedPostgreSql.start(data, true);
        for (var password : List.of("", "postgres", "admin")) {
            var stranger = Schema.asOwner(address.url(), "postgres", password);
            assertThatThrownBy(stranger::getConnection).isInstanceOf(SQLException.class);
        }
        assertThat(Files.readString(data.resolve("pg_hba.conf"))).doesNotContain("trust");
        var program = ProcessHandle.of(Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid"))
                        .get(0)
                        .strip()))
                .flatMap(process -> process.info().command())
                .map(Path::of)
                .orElseThrow();
        assertThat(Stream.iterate(program.getParent(), Objects::nonNull, Path::getParent)
                        .filter(EmbeddedPostgreSqlTest::isForItsOwnerAlone))
                .as("somebody else could put another program there: " + program)
                .isNotEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolveSibling(""))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(data.resolveSibling("postgresql.password"))))
                .isEqualTo("rw-------");
        try (var connection = Schema.asOwner(address.url(), address.user(), address.password())
                .getConnection()) {
            for (var durable : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                assertThat(setting(connection, durable)).as(durable).isEqualTo("on");
            }
            assertThat(setting(connection, "password_encryption")).isEqualTo("scram-sha-256");
            assertThat(setting(connection, "unix_socket_directories")).isEmpty();
            assertThat(setting(connection, "listen_addresses")).isEqualTo("127.0.0.1");
        }
        assertThat(EmbeddedPostgreSql.start(data, true)).as("it is used again").isEqualTo(address);
        assertThat(address.toString()).doesNotContain(address.password());
    }

    private static boolean isForItsOwnerAlone(Path folder) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))
                    .endsWith("------");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** To close it, somebody would have to start it, and for that moment everybody could come in. */
    @Test
    void aFolderThatTrustsEverybodyIsNotStarted() throws Exception {
        var data = folder.resolve("old").resolve("postgresql");
        EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .start()
                .close();
        assertThatThrownBy(() -> EmbeddedPostgreSql.start(data, false))
                .hasMessageContainingAll(data.toString(), "Nothing is billed", "postgresql.password", "scram-sha-256");
        assertThat(data.resolve("postmaster.pid")).doesNotExist();
    }

    /** A pooler that drops start options leaves the owner's rights; a connection like that is not handed out. */
    @Test
    void aConnectionOfAnotherRoleIsRefused() throws Exception {
        var database = TestDatabase.create();
        try (var connection = Schema.asApplication(database.url(), "postgres", "postgres")
                        .getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery("select current_user")) {
            result.next();
            assertThat(result.getString(1)).isEqualTo("vimeter_app");
        }
        var withoutOption = database.owner().getConnection();
        assertThatThrownBy(() -> Schema.requireRole(withoutOption))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("“postgres”")
                .hasMessageContaining("pooler");
        assertThat(withoutOption.isClosed()).isTrue();
    }
}
