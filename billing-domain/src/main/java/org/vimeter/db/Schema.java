package org.vimeter.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** Brings a database to this version's schema and opens it as the application does. */
public final class Schema {
    /**
     * A statement is planned each time for what its tables hold then. A plan that is kept, made when a night began and the table
     * was empty, reads the whole of it for each row once it is full.
     */
    private static final String PLANS = " -c plan_cache_mode=force_custom_plan";

    private static final String APPLICATION_ROLE = "vimeter_app";

    private Schema() {}

    /** Safe to call from several nodes at once: one migrates, the others wait. */
    public static void migrate(DataSource owner) {
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(owner)
                .placeholders(Map.of("application", APPLICATION_ROLE))
                .load()
                .migrate();
    }

    /**
     * Connections under the role that can append to money, terms and old usage, and change none of it. Each new one is asked
     * who it is: a pooler between that drops start options would hand out the owner's rights.
     */
    public static DataSource asApplication(String url, String user, String password) {
        var source = new InRole();
        open(source, url, user, password);
        source.setOptions("-c role=" + APPLICATION_ROLE + PLANS);
        return source;
    }

    private static final class InRole extends PGSimpleDataSource {
        private static final long serialVersionUID = 1L;

        @Override
        public Connection getConnection() throws SQLException {
            return requireRole(super.getConnection());
        }
    }

    static Connection requireRole(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select current_user");
                var result = statement.executeQuery()) {
            if (result.next() && result.getString(1).equals(APPLICATION_ROLE)) {
                return connection;
            }
            var found = result.getString(1);
            connection.close();
            throw wrongRole(found);
        }
    }

    private static SQLException wrongRole(String found) {
        return new SQLException("A connection works as “" + found + "”, not as “" + APPLICATION_ROLE
                + "”, and is not used: the books would not be protected. Something between Vimeter and PostgreSQL drops"
                + " the start option “role”; a pooler must be told to keep it, or be left out.");
    }

    public static DataSource asOwner(String url, String user, String password) {
        var source = new PGSimpleDataSource();
        open(source, url, user, password);
        return source;
    }

    private static void open(PGSimpleDataSource source, String url, String user, String password) {
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        source.setApplicationName("vimeter");
    }

    /** Throws when the database does not answer; for a health check. */
    public static void ping(DataSource source) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.prepareStatement("select 1")) {
            statement.execute();
        }
    }
}
