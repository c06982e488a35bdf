package org.vimeter.db;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.vimeter.file.PrivateFile;

/**
 * A PostgreSQL of our own: its data stays in a folder that nobody else may enter, it listens on loopback only, and knows
 * nobody without the generated password (SCRAM) that lies beside the folder.
 */
public final class EmbeddedPostgreSql {
    private static final String NOT_STARTED =
            "The embedded PostgreSQL did not start in %s. Nothing is billed until it does."
                    + " Free the folder, or set VIMETER_DB_URL to a server of yours.";
    private static final int PORT_LINE = 3;
    private static final int PASSWORD_BYTES = 24;
    private static final String USER = "postgres";
    private static final String IPV4 = "127.0.0.1";
    /** Some servers prefer IPv6, and what looks whether the database has started then tries that alone. */
    private static final String LOOPBACK =
            InetAddress.getLoopbackAddress() instanceof Inet6Address ? IPV4 + ",::1" : IPV4;

    private static final PgBinaryResolver BINARIES = new Binaries();

    private static final String RULES = """
            # Written by Vimeter at each start.
            host  all  all  127.0.0.1/32  scram-sha-256
            host  all  all  ::1/128       scram-sha-256
            """;

    private final Path folder;
    private final boolean durable;
    private final String password;
    private final Path passwordFile;

    private EmbeddedPostgreSql(Path folder, boolean durable) {
        this.folder = folder;
        this.durable = durable;
        this.passwordFile = folder.resolveSibling(folder.getFileName() + ".password");
        this.password = PrivateFile.readOrCreate(passwordFile, EmbeddedPostgreSql::generated);
    }

    /** Where it answers. */
    public record Address(String url, String user, String password) {
        /** Leaves the password out. */
        @Override
        public String toString() {
            return user + " at " + url;
        }
    }

    /**
     * The running database; one that outlived a killed Vimeter is used again.
     *
     * @param durable false for what may be lost with the machine, which is quicker: tests and the demo
     */
    public static Address start(Path folder, boolean durable) {
        return new EmbeddedPostgreSql(folder, durable).start();
    }

    /** One that runs already, for what looks at it from beside. */
    public static Optional<Address> running(Path folder) {
        return Files.exists(folder.resolve("postmaster.pid"))
                ? new EmbeddedPostgreSql(folder, true).running()
                : Optional.empty();
    }

    private Address start() {
        return running().orElseGet(this::launch);
    }

    private Address launch() {
        try {
            PrivateFile.folder(folder);
            if (Files.exists(folder.resolve("PG_VERSION"))) {
                requireGuarded();
                guard(folder.toFile());
            }
            return address(builder().start().getPort());
        } catch (IOException e) {
            throw new IllegalStateException(NOT_STARTED.formatted(folder.toAbsolutePath()), e);
        }
    }

    /** The same as ever, under a name of its own: what was unpacked is remembered by it, wherever that was. */
    private static final class Binaries implements PgBinaryResolver {
        @Override
        public InputStream getPgBinary(String system, String machine) throws IOException {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
        }
    }

    /**
     * Where the database's program is unpacked: by default in a folder of the machine that everybody may write to, where
     * another user could put a program of his own.
     */
    private File program() throws IOException {
        var home = Path.of(System.getProperty("user.home"));
        var own = Files.isDirectory(home) && Files.isWritable(home)
                ? home.resolve(".cache").resolve("vimeter")
                : folder.toAbsolutePath().resolveSibling("program");
        PrivateFile.folder(own);
        return own.resolve("postgresql").toFile();
    }

    private EmbeddedPostgres.Builder builder() throws IOException {
        return EmbeddedPostgres.builder()
                .setPgBinaryResolver(BINARIES)
                .setOverrideWorkingDirectory(program())
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                // for a new folder: nobody is trusted, not even in the first second
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", passwordFile.toAbsolutePath().toString())
                .setConnectConfig("password", password)
                .setDataDirectoryCustomizer(this::guard)
                .setServerConfig("max_connections", "120")
                .setServerConfig("shared_buffers", "128MB")
                .setServerConfig("listen_addresses", LOOPBACK)
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("fsync", durable ? "on" : "off")
                .setServerConfig("full_page_writes", durable ? "on" : "off")
                .setServerConfig("synchronous_commit", durable ? "on" : "off");
    }

    /** There is no way to start one that trusts everybody, and close it, without a moment in which everybody comes in. */
    private void requireGuarded() throws IOException {
        if (!isGuarded()) {
            throw new IllegalStateException(
                    "The embedded PostgreSQL was not started: pg_hba.conf in "
                            + folder.toAbsolutePath()
                            + " lets every user of this machine in without a password, and who came in may have changed the books."
                            + " Nothing is billed. While nobody else is on the machine, start that folder by hand, give the role"
                            + " “postgres” the password that lies in " + passwordFile.toAbsolutePath()
                            + ", and replace “trust” by “scram-sha-256” in pg_hba.conf; or move the folder away, and begin anew.");
        }
    }

    private boolean isGuarded() throws IOException {
        var rules = folder.resolve("pg_hba.conf");
        return Files.exists(rules) && !Files.readString(rules).matches("(?s).*\\strust\\s.*");
    }

    private void guard(File made) {
        try {
            Files.writeString(made.toPath().resolve("pg_hba.conf"), RULES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Address> running() {
        try {
            var address = answering(Files.readAllLines(folder.resolve("postmaster.pid")));
            if (address.isPresent() && isGuarded()) {
                ping(address.get());
                return address;
            }
            return Optional.empty();
        } catch (IOException | SQLException | RuntimeException e) {
            return Optional.empty(); // No process id that answers: launch() says what is wrong, if anything is.
        }
    }

    private static void ping(Address address) throws SQLException {
        Schema.ping(Schema.asOwner(address.url(), address.user(), address.password()));
    }

    private Optional<Address> answering(List<String> postmaster) {
        return ProcessHandle.of(Long.parseLong(postmaster.get(0).strip()))
                .map(process ->
                        address(Integer.parseInt(postmaster.get(PORT_LINE).strip())));
    }

    private Address address(int port) {
        return new Address("jdbc:postgresql://%s:%d/postgres".formatted(IPV4, port), USER, password);
    }

    private static String generated() {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
