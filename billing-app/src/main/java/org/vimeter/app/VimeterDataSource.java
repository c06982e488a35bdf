package org.vimeter.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.EmbeddedPostgreSql;
import org.vimeter.db.Schema;

/**
 * The pool's source of connections. The first one starts the embedded PostgreSQL, if there is no other, and brings the
 * schema up to date, so that nothing can ever see a database that is not ready.
 */
public final class VimeterDataSource implements DataSource {
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
            var config = ConfigProvider.getConfig(VimeterDataSource.class.getClassLoader());
            var url = config.getValue("vimeter.db.url", String.class);
            var user = config.getValue("vimeter.db.user", String.class);
            var password = config.getValue("vimeter.db.password", String.class);
            var address = url.equals(EMBEDDED) ? embedded(config.getValue("vimeter.data", String.class)) : url;
            Schema.migrate(Schema.asOwner(address, user, password));
            source = Schema.asApplication(address, user, password);
            ready = source;
        }
        return source;
    }

    private static String embedded(String data) {
        return EmbeddedPostgreSql.start(Path.of(data, "postgresql"));
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
