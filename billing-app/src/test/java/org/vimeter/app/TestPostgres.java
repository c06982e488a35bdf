package org.vimeter.app;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Databases of one real PostgreSQL that outlives the servers that use it. */
final class TestPostgres {
    private static final EmbeddedPostgres POSTGRES = start();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String name = "app" + NUMBER.incrementAndGet();

    TestPostgres() {
        execute("postgres", "create database " + name);
    }

    Map<String, String> settings() {
        return Map.of("vimeter.db.url", POSTGRES.getJdbcUrl("postgres", name), "vimeter.collect.automatic", "false");
    }

    /** Everything that money depends on, in an order of its own. */
    List<String> books() {
        return list("""
                select e.key || ' ' || e.cause || ' ' || e.day || ' ' || e.amount || ' ' || e.debit_id || '>' || e.credit_id
                        || coalesce(' ' || c.quantity || ' ' || c.rated || ' ' || c.terms_id, '')
                    from ledger_entry e left join charge c on c.entry_id = e.id
                union all
                select 'balance ' || ledger_account_id || ' ' || amount from balance
                union all
                select 'usage ' || service_id || ' ' || day || ' ' || quantities::text || ' ' || states || ' ' || revision
                    from usage_day
                union all
                select 'month ' || service_id || ' ' || month || ' ' || quantities::text from month_total
                union all
                select 'suspended ' || service_id || ' ' || cause || ' ' || coalesce(quantity, 0) || ' ' || day from suspension
                order by 1
                """);
    }

    long number(String sql) {
        return Long.parseLong(list(sql).get(0));
    }

    List<String> list(String sql) {
        try (var connection = POSTGRES.getDatabase("postgres", name).getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (result.next()) {
                found.add(result.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** kill -9 of one of its sessions: PostgreSQL ends all of them, and starts anew. */
    void crash() {
        long session = number("""
                select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() limit 1
                """);
        ProcessHandle.of(session).orElseThrow().destroyForcibly();
    }

    private static void execute(String database, String sql) {
        try (var connection = POSTGRES.getDatabase("postgres", database).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "120")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
