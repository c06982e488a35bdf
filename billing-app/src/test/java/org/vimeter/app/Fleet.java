package org.vimeter.app;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.vimeter.account.AccountId;
import org.vimeter.dailyrun.Brakes;
import org.vimeter.dailyrun.DailyRun;
import org.vimeter.dailyrun.RunOrder;
import org.vimeter.dailyrun.RunReport;
import org.vimeter.db.Db;
import org.vimeter.db.Schema;
import org.vimeter.enforcement.Reconciler;
import org.vimeter.ledger.LedgerAccounts;
import org.vimeter.secret.Holder;
import org.vimeter.secret.Secrets;
import org.vimeter.server.Connections;
import org.vimeter.simulator.Scenario;
import org.vimeter.simulator.SimulatedVm;
import org.vimeter.vmmanager.VmManagerServers;
import org.vimeter.vmmanager.wire.CallLog;
import org.vimeter.vmmanager.wire.Networks;

/** Servers with many VMs each, put together as in production but for the container. */
final class Fleet {
    static final LocalDate DAY = LocalDate.of(2026, 5, 18);
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-19T08:00:00Z"), ZoneOffset.UTC);

    private final Db db;
    private final Secrets secrets = new Secrets(List.of(new byte[Secrets.KEY_BYTES]));
    private final DailyRun dailyRun;
    private final long servicePackage;
    private final AccountId account;

    Fleet(Db db) {
        this.db = db;
        var servers = new VmManagerServers(
                CLOCK, new Networks("127.0.0.0/8"), new CallLog((server, function, failed, took) -> {}));
        var connections = new Connections(db, secrets, servers);
        var setup =
                new DailyRun.Setup("benchmark", Executors.defaultThreadFactory(), DailyRun.Setup.CHUNK, Brakes.DEFAULT);
        dailyRun = new DailyRun(
                db,
                CLOCK,
                connections,
                new Reconciler(db, CLOCK, connections, "benchmark", Executors.defaultThreadFactory()),
                setup);
        account = new AccountId(id("insert into account (name, currency) values ('Anna', 'EUR') returning id"));
        db.change(session -> LedgerAccounts.client(session, account, Currency.getInstance("EUR")));
        servicePackage = id(
                "insert into service_package (name, internal_name, state) values ('p', 'p', 'PUBLISHED') returning id");
        sellTraffic();
    }

    private void sellTraffic() {
        long version = id("""
                insert into package_version (package_id, number, name) values (?, 1, 'p') returning id
                """, servicePackage);
        db.update("insert into version_currency values (?, 'EUR', 1)", version);
        long addOn = id("insert into add_on (package_id, name) values (?, 'traffic') returning id", servicePackage);
        db.update("""
                insert into terms (version_id, add_on_id, type_id, position, title, rule, unit_id, included, combine, period,
                        limit_test, at_limit, beyond_limit)
                    select ?, ?, y.id, 1, 'Traffic', 'METERED', u.id, 0, 'SUM', 'MONTH', 'REACHED', 'SUSPEND', 'CHARGE'
                        from unit_of_measure u, add_on_type y where u.name = 'GiB' and y.name = 'traffic'
                """, version, addOn);
        db.update("""
                insert into terms_meter select t.id, m.position from terms t, meter m
                    where t.version_id = ? and m.name in ('in', 'out')
                """, version);
        db.update(
                "insert into terms_price select id, '', 'EUR', 'OVERAGE', 0.01 from terms where version_id = ?",
                version);
        db.update("""
                update package_version set state = 'PUBLISHED', starts_on = '2000-01-01', published_at = now(), published_by = 'b'
                    where id = ?
                """, version);
    }

    /** A server whose VMs all have a service. */
    long server(String name, String kind, URI url, int vms, Map<String, String> settings) {
        long server = id(
                """
                insert into server (name, kind, url, login, password_sealed, zone) values (?, ?, ?, ?, ?, 'UTC') returning id
                """,
                name,
                kind,
                url.toString(),
                Scenario.LOGIN,
                secrets.seal(Scenario.PASSWORD, Holder.server(url.toString())));
        settings.forEach(
                (setting, value) -> db.update("insert into server_setting values (?, ?, ?)", server, setting, value));
        db.update("""
                insert into service (account_id, package_id, server_id, vm_id, vm_name, first_day)
                    select ?, ?, ?, n::text, 'cont' || n, ? from generate_series(1, ?::int) as n
                """, account, servicePackage, server, DAY, vms);
        return server;
    }

    RunReport run(long server) {
        return dailyRun.run(server, DAY, RunOrder.real("benchmark"));
    }

    private long id(String sql, Object... values) {
        return db.find(sql, row -> row.number(1), values).orElseThrow();
    }

    static Db database(EmbeddedPostgres postgres, String name) throws SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        var url = postgres.getJdbcUrl("postgres", name);
        Schema.migrate(Schema.asOwner(url, "postgres", "postgres"));
        return new Db(Schema.asOwner(url, "postgres", "postgres"));
    }

    /** What simulates such servers: each answer takes so many milliseconds. */
    static Scenario scenario(int vms, int latency) {
        var scenario = new Scenario().latency(latency).usage(Fleet::row).points((vm, target, at) -> "1000");
        for (int n = 1; n <= vms; n++) {
            scenario.vm("" + n, "cont" + n, 1);
        }
        return scenario;
    }

    private static Map<String, String> row(SimulatedVm vm, LocalDate day) {
        return Map.of("rx", "0.5", "tx", "1.25", "cpu", "3600", "io", "7");
    }
}
