package org.vimeter.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.vimeter.db.Db;
import org.vimeter.db.Schema;

/** A fresh, migrated database on one real PostgreSQL per test JVM; only the last few are kept. */
public final class TestDatabase {
    private static final String MIGRATED = "migrated";
    private static final EmbeddedPostgres POSTGRES = start();
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final int KEPT = 8;

    private final String url;

    private TestDatabase(String url) {
        this.url = url;
    }

    public static TestDatabase create() {
        return copy(MIGRATED);
    }

    /** Before any migration. */
    public static TestDatabase empty() {
        return copy("template1");
    }

    private static TestDatabase copy(String template) {
        int number = NUMBER.incrementAndGet();
        execute(POSTGRES, "drop database if exists test" + Math.max(0, number - KEPT) + " with (force)");
        execute(POSTGRES, "create database test" + number + " template " + template);
        return new TestDatabase(POSTGRES.getJdbcUrl("postgres", "test" + number));
    }

    /** As the application sees it. */
    public Db db() {
        return new Db(Pool.of(Schema.asApplication(url, "postgres", "postgres")));
    }

    public DataSource owner() {
        return Schema.asOwner(url, "postgres", "postgres");
    }

    public String url() {
        return url;
    }

    private static void execute(EmbeddedPostgres postgres, String sql) {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            var postgres = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "100")
                    .setServerConfig("autovacuum", "off")
                    .start();
            execute(postgres, "create database " + MIGRATED);
            Schema.migrate(Schema.asOwner(postgres.getJdbcUrl("postgres", MIGRATED), "postgres", "postgres"));
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
