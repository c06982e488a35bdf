package org.vimeter.upgrade;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * The rows of a database as a release left them, with Flyway's own and the places of sequences: packed text, in which a line
 * {@code #copy TABLE (COLUMNS)} precedes the rows of a table, as PostgreSQL's {@code copy} has them, and {@code \.} ends them.
 * The first line is the version of the schema.
 */
final class StoredRelease {
    private static final String VERSION = """
            select version from flyway_schema_history where success order by installed_rank desc limit 1
            """;
    private static final String TABLES = """
            select format('%I (%s)', c.relname, string_agg(quote_ident(a.attname), ', ' order by a.attnum))
                from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attgenerated = ''
                group by c.oid, c.relname order by c.relname
            """;
    private static final String SEQUENCES = """
            select format('%I %s', sequencename, last_value) from pg_sequences
                where schemaname = current_schema() and last_value is not null order by sequencename
            """;
    private static final String EMPTY = """
            do $$
            declare
                names text;
            begin
                select string_agg(quote_ident(relname), ', ') into names from pg_class
                    where relnamespace = current_schema()::regnamespace and relkind = 'r';
                execute 'truncate ' || names;
            end
            $$
            """;

    private StoredRelease() {}

    static void write(DataSource source, OutputStream file) throws SQLException, IOException {
        try (var connection = source.getConnection();
                var text = new OutputStreamWriter(new GZIPOutputStream(file), StandardCharsets.UTF_8)) {
            text.write(lines(connection, VERSION).get(0) + "\n");
            for (var table : lines(connection, TABLES)) {
                text.write("#copy " + table + "\n");
                copies(connection).copyOut("copy " + table + " to stdout", text);
                text.write("\\.\n");
            }
            for (var sequence : lines(connection, SEQUENCES)) {
                text.write("#sequence " + sequence + "\n");
            }
        }
    }

    /** Into an empty database, which has the release's schema and rows afterwards. */
    static void load(DataSource owner, InputStream file) throws SQLException, IOException {
        try (var text = new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
            Flyway.configure()
                    .dataSource(owner)
                    .placeholders(Map.of("application", "vimeter_app"))
                    .target(text.readLine())
                    .load()
                    .migrate();
            try (var connection = owner.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(
                        "set session_replication_role = replica"); // no trigger, no foreign key: rows as they were
                statement.execute(EMPTY);
                for (var line = text.readLine(); line != null; line = text.readLine()) {
                    restore(connection, line, text);
                }
            }
        }
    }

    private static void restore(Connection connection, String line, BufferedReader text)
            throws SQLException, IOException {
        if (line.startsWith("#copy ")) {
            var rows = new StringBuilder();
            for (var row = text.readLine(); !row.equals("\\."); row = text.readLine()) {
                rows.append(row).append('\n');
            }
            copies(connection).copyIn("copy " + line.substring(6) + " from stdin", new StringReader(rows.toString()));
        } else {
            var sequence = line.split(" ");
            lines(connection, "select setval('" + sequence[1] + "', " + sequence[2] + ")");
        }
    }

    private static CopyManager copies(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    private static List<String> lines(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var lines = new ArrayList<String>();
            while (result.next()) {
                lines.add(result.getString(1));
            }
            return lines;
        }
    }
}
