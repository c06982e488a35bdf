package org.vimeter.db;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** Brings a database to this version's schema and opens it as the application does. */
public final class Schema {
    private static final String APPLICATION_ROLE = "vimeter_app";

    private Schema() {}

    /** Safe to call from several nodes at once: one migrates, the others wait. */
    public static void migrate(DataSource owner) {
        Flyway.configure(Schema.class.getClassLoader()).dataSource(owner).load().migrate();
    }

    /** Connections under the role that can append to money, terms and old usage, and change none of it. */
    public static DataSource asApplication(String url, String user, String password) {
        var source = source(url, user, password);
        source.setOptions("-c role=" + APPLICATION_ROLE);
        return source;
    }

    public static DataSource asOwner(String url, String user, String password) {
        return source(url, user, password);
    }

    private static PGSimpleDataSource source(String url, String user, String password) {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        source.setApplicationName("vimeter");
        return source;
    }

    /** Throws when the database does not answer; for a health check. */
    public static void ping(DataSource source) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.prepareStatement("select 1")) {
            statement.execute();
        }
    }
}
