package org.vimeter.verify;

import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Db;
import org.vimeter.db.DbFault;
import org.vimeter.db.EmbeddedPostgreSql;
import org.vimeter.db.Schema;
import org.vimeter.verify.Verification.Finding;

/**
 * {@code java -jar vimeter.jar verify}: checks the books of the configured database, beside running nodes, and prints the rows that
 * break a rule. With {@code all} each charge ever made is computed again. The exit code is 0 for right books, 1 for broken
 * rules, 2 when nothing could be checked.
 */
public final class VerifyCommand {
    private static final int RIGHT = 0;
    private static final int BROKEN = 1;
    private static final int FAILED = 2;

    private final PrintStream out;

    private final Clock clock;

    VerifyCommand(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    public static void main(String[] arguments) {
        System.exit(new VerifyCommand(System.out, Clock.systemUTC()).run(System.getenv(), arguments));
    }

    /** @param settings the environment, as docs/configuration.md names its variables */
    int run(Map<String, String> settings, String... arguments) {
        var unknown = Arrays.stream(arguments).filter(one -> !one.equals("all")).findFirst();
        if (unknown.isPresent()) {
            out.println("verify knows the argument “all” and no other: " + unknown.get());
            return FAILED;
        }
        var database = database(settings);
        if (database.isEmpty()) {
            out.println("No database was checked: VIMETER_DB_URL names none, and no embedded one runs in "
                    + data(settings).toAbsolutePath() + ". Set VIMETER_DB_URL, or start Vimeter there.");
            return FAILED;
        }
        try (var connection = database.get().getConnection()) {
            var verification = new Verification(new Db(always(connection)), clock);
            return report(arguments.length == 0 ? verification.verify() : verification.verifyAll());
        } catch (SQLException | DbFault fault) {
            out.println("The books were not checked to the end: " + fault.getMessage()
                    + ". The database must answer, and be of this version: a node of it must have been started once.");
            return FAILED;
        }
    }

    /** One connection for all that comes one after the other: to log in costs more than most questions. */
    private static DataSource always(Connection connection) {
        var kept = proxy(
                Connection.class,
                (method, arguments) -> method.getName().equals("close") ? null : invoke(connection, method, arguments));
        return proxy(
                DataSource.class,
                (method, arguments) ->
                        method.getName().equals("getConnection") ? kept : invoke(connection, method, arguments));
    }

    private interface Answer {
        @Nullable
        Object to(Method method, @Nullable Object @Nullable [] arguments)
                throws ReflectiveOperationException, SQLException;
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answer.to(method, arguments)));
    }

    private static @Nullable Object invoke(
            Connection connection, Method method, @Nullable Object @Nullable [] arguments)
            throws ReflectiveOperationException, SQLException {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private int report(Verification.Result result) {
        result.findings().stream().map(VerifyCommand::line).forEach(out::println);
        out.printf(
                Locale.ROOT,
                "%d charges computed again, %d rows break a rule%n",
                result.recomputed(),
                result.findings().size());
        return result.findings().isEmpty() ? RIGHT : BROKEN;
    }

    private static String line(Finding finding) {
        return finding.rule() + ": " + finding.row();
    }

    private static Optional<DataSource> database(Map<String, String> settings) {
        var url = settings.getOrDefault("VIMETER_DB_URL", "");
        if (!url.isBlank() && !url.equals("embedded")) {
            return Optional.of(Schema.asApplication(
                    url,
                    settings.getOrDefault("VIMETER_DB_USER", ""),
                    settings.getOrDefault("VIMETER_DB_PASSWORD", "")));
        }
        return EmbeddedPostgreSql.running(data(settings).resolve("postgresql"))
                .map(address -> Schema.asApplication(address.url(), address.user(), address.password()));
    }

    private static Path data(Map<String, String> settings) {
        return Path.of(settings.getOrDefault("VIMETER_DATA", "vimeter-data"));
    }
}
