package org.vimeter.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.EmbeddedPostgreSql;
import org.vimeter.db.Schema;

/**
 * The pool's source of connections. The first one starts the embedded PostgreSQL, if there is no other, and brings the
 * schema up to date, so that nothing can ever see a database that is not ready.
 */
public final class VimeterDataSource implements DataSource {
    private static final Logger LOG = Logger.getLogger(VimeterDataSource.class.getName());
    private static final String EMBEDDED = "embedded";

    private @Nullable DataSource ready;

    @Override
    public Connection getConnection() throws SQLException {
        return ready().getConnection();
    }

    @Override
    public Connection getConnection(String otherUser, String otherPassword) throws SQLException {
        return getConnection();
    }

    private synchronized DataSource ready() {
        var source = ready;
        if (source == null) {
            var address = address(ConfigProvider.getConfig(VimeterDataSource.class.getClassLoader()));
            Schema.migrate(Schema.asOwner(address.url(), address.user(), address.password()));
            source = Schema.asApplication(address.url(), address.user(), address.password());
            ready = source;
        }
        return source;
    }

    private static EmbeddedPostgreSql.Address address(Config config) {
        var url = config.getValue("vimeter.db.url", String.class);
        return url.equals(EMBEDDED)
                ? embedded(config)
                : new EmbeddedPostgreSql.Address(
                        url,
                        config.getValue("vimeter.db.user", String.class),
                        config.getValue("vimeter.db.password", String.class));
    }

    private static EmbeddedPostgreSql.Address embedded(Config config) {
        var durable = config.getValue("vimeter.db.durable", String.class);
        boolean keeps = durable.equals("default")
                ? !config.getValue("vimeter.demo", Boolean.class)
                : Boolean.parseBoolean(durable);
        if (!keeps) {
            LOG.warning(
                    "The embedded PostgreSQL does not wait for the disk: what is booked may be lost with the machine."
                            + " This is for demos and tests; set VIMETER_DB_DURABLE=true for anything else.");
        }
        return EmbeddedPostgreSql.start(Path.of(config.getValue("vimeter.data", String.class), "postgresql"), keeps);
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // The pool offers one; problems are thrown, not written.
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // The pool's own waiting time bounds it.
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return ready().unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return ready().isWrapperFor(type);
    }
}
