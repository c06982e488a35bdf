package org.vimeter.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.vimeter.db.Db;
import org.vimeter.db.Schema;

/** A fresh, migrated database on one real PostgreSQL per test JVM. */
public final class TestDatabase {
    private static final EmbeddedPostgres POSTGRES = start();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String url;

    private TestDatabase(String url) {
        this.url = url;
    }

    public static TestDatabase create() {
        var database = empty();
        Schema.migrate(database.owner());
        return database;
    }

    /** Before any migration. */
    public static TestDatabase empty() {
        var name = "test" + NUMBER.incrementAndGet();
        try (var connection = POSTGRES.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
        return new TestDatabase(POSTGRES.getJdbcUrl("postgres", name));
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

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "100")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
