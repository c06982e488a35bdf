package org.vimeter.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.vimeter.dailyrun.Brakes;
import org.vimeter.dailyrun.DailyRun;
import org.vimeter.dailyrun.RunOrder;
import org.vimeter.db.Db;
import org.vimeter.db.Schema;
import org.vimeter.enforcement.Reconciler;
import org.vimeter.secret.Holder;
import org.vimeter.secret.Secrets;
import org.vimeter.server.Connections;
import org.vimeter.testing.Pool;

/**
 * One night for 10 000 and 100 000 services with four meters, a tenth of them with overage, without the HTTP part; beside
 * it, night by night in the same process and the same PostgreSQL, the same writes as plain set-based SQL.
 */
public final class NightBenchmark {
    private static final LocalDate FIRST = LocalDate.of(2026, 5, 1);
    private static final int WARM_UP = 2;
    private static final int NIGHTS = 5;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T08:00:00Z"), ZoneOffset.UTC);
    private static final AtomicLong PEAK = new AtomicLong();

    private NightBenchmark() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        try (var postgres = EmbeddedPostgres.builder()
                .setServerConfig("shared_buffers", "1GB")
                .setServerConfig("max_wal_size", "8GB")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start()) {
            say("services | Vimeter | services/s | plain SQL | ratio | the same night again | peak live heap");
            measure(postgres, 10_000);
            measure(postgres, 100_000);
        }
        System.exit(0);
    }

    private static void measure(EmbeddedPostgres postgres, int services) throws SQLException {
        var ours = database(postgres, "vimeter" + services, services);
        var plain = database(postgres, "plain" + services, services);
        var run = dailyRun(ours);
        var night = new long[NIGHTS];
        var again = new long[NIGHTS];
        var sql = new long[NIGHTS];
        for (int i = -WARM_UP; i < NIGHTS; i++) {
            var day = FIRST.plusDays(i + WARM_UP);
            long first = millis(() -> run.run(1, day, RunOrder.real("benchmark")));
            long second = millis(() -> run.run(1, day, RunOrder.real("benchmark")));
            long other = millis(() -> PlainSql.night(plain, day));
            if (i >= 0) {
                night[i] = first;
                again[i] = second;
                sql[i] = other;
            }
            settle(postgres, "vimeter" + services);
            settle(postgres, "plain" + services);
        }
        requireSameBooks(ours, plain);
        watchLiveHeap(() -> run.run(1, FIRST.plusDays(WARM_UP + NIGHTS), RunOrder.real("benchmark")));
        report(services, median(night), median(sql), median(again));
    }

    private static void report(int services, long night, long sql, long again) {
        say("%8d | %d ms | %d | %d ms | %s | %s of the night | %d MiB"
                .formatted(
                        services,
                        night,
                        services * 1000L / night,
                        sql,
                        ratio(night, sql),
                        ratio(again, night),
                        PEAK.get() >> 20));
    }

    private static String ratio(long one, long other) {
        return BigDecimal.valueOf(one)
                .divide(BigDecimal.valueOf(other), 2, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private static DailyRun dailyRun(Db db) {
        var connections =
                new Connections(db, new Secrets(List.of(new byte[Secrets.KEY_BYTES])), new BenchmarkServers());
        var brakes = Brakes.OFF;
        var setup = new DailyRun.Setup("benchmark", Executors.defaultThreadFactory(), DailyRun.Setup.CHUNK, brakes);
        return new DailyRun(db, CLOCK, connections, new Reconciler(db, CLOCK, connections, "benchmark"), setup);
    }

    private static Db database(EmbeddedPostgres postgres, String name, int services) throws SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        var url = postgres.getJdbcUrl("postgres", name);
        Schema.migrate(Schema.asOwner(url, "postgres", "postgres"));
        var db = new Db(Pool.of(Schema.asApplication(url, "postgres", "postgres")));
        db.change(session -> {
            session.update(
                    "insert into server (name, kind, url, login, password_sealed, zone) values ('s', 'VMMANAGER_KVM', 'http://s', 'a', ?, 'UTC')",
                    new Secrets(List.of(new byte[Secrets.KEY_BYTES])).seal("p", Holder.server("http://s")));
            session.update("insert into service_package (name, internal_name, state) values ('p', 'p', 'PUBLISHED')");
            session.update("insert into package_version (package_id, number, name) values (1, 1, 'p')");
            session.update("insert into version_currency values (1, 'EUR', 1)");
            session.update("""
                    with a as (insert into add_on (package_id, name) values (1, 'in'), (1, 'out'), (1, 'cpu'), (1, 'io') returning id, name)
                    insert into terms (version_id, add_on_id, type_id, position, title, rule, combine, unit_id, included,
                            period, limit_test, at_limit, beyond_limit)
                        select 1, a.id, 1, a.id, a.name, 'METERED', 'SUM', u.id,
                                case a.name when 'cpu' then 3600000 else 1000000000000000 end,
                                case a.name when 'cpu' then 'DAY' else 'MONTH' end, 'REACHED', 'SUSPEND', 'CHARGE'
                            from a join unit_of_measure u on u.name = case a.name when 'cpu' then 'second' when 'io' then 'operation' else 'GiB' end
                    """);
            session.update(
                    "insert into terms_meter select t.id, m.position from terms t join meter m on m.name = t.title");
            session.update(
                    "insert into terms_price (terms_id, currency, per, amount) select id, 'EUR', 'OVERAGE', 0.01 from terms");
            session.update("""
                    update package_version set state = 'PUBLISHED', starts_on = '2000-01-01', published_at = now(), published_by = 's'
                    """);
            session.update(
                    "insert into account (name, currency) select 'A' || n, 'EUR' from generate_series(1, ?) n",
                    services);
            session.update(
                    "insert into ledger_account (kind, account_id, currency) select 'CLIENT', id, 'EUR' from account");
            session.update("insert into ledger_account (kind, currency) values ('REVENUE', 'EUR'), ('CASH', 'EUR')");
            session.update("""
                    insert into ledger_entry (key, cause, actor, at, day, currency, debit_id, credit_id, amount)
                        select 'seed/' || l.id, 'PAYMENT', 'seed', now(), '2026-04-01', 'EUR', c.id, l.id, 10000
                            from ledger_account l, ledger_account c where l.kind = 'CLIENT' and c.kind = 'CASH'
                    """);
            session.update("""
                    insert into service (account_id, package_id, server_id, vm_id, vm_name, first_day)
                        select id, 1, 1, id::text, 'vm' || id, ? from account
                    """, FIRST);
        });
        new Db(Schema.asOwner(url, "postgres", "postgres")).change(session -> session.update("analyze"));
        return db;
    }

    /** What autovacuum does between two nights, so that each begins with the statistics that a night really finds. */
    private static void settle(EmbeddedPostgres postgres, String name) throws SQLException {
        try (var connection = postgres.getDatabase("postgres", name).getConnection();
                var statement = connection.createStatement()) {
            statement.execute("vacuum (analyze)");
        }
    }

    /** A benchmark of two things that do not write the same is worth nothing. */
    private static void requireSameBooks(Db ours, Db plain) {
        var sql = """
                select (select count(*) || ' ' || sum(amount) from charge) || ' ' || (select sum(amount) from balance)
                    || ' ' || (select sum(quantities[1] + quantities[2] + quantities[3] + quantities[4]) from month_total) as books
                """;
        var one = ours.list(sql, row -> row.text("books"));
        var other = plain.list(sql, row -> row.text("books"));
        if (!one.equals(other)) {
            throw new IllegalStateException("The books differ: " + one + " and " + other);
        }
    }

    /** One more night, slowed down by a collection five times a second: what is left after each is alive. */
    private static void watchLiveHeap(Runnable night) {
        PEAK.set(0);
        var watcher = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                System.gc();
                PEAK.accumulateAndGet(
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), Math::max);
                try {
                    Thread.sleep(200);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        watcher.start();
        night.run();
        watcher.interrupt();
    }

    private static long millis(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static long median(long[] times) {
        var sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
