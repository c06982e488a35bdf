package org.vimeter.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.vimeter.db.Db;
import org.vimeter.db.DbFault;
import org.vimeter.db.Schema;
import org.vimeter.db.Session;
import org.vimeter.secret.Holder;
import org.vimeter.secret.Secrets;
import org.vimeter.testing.Pool;

/** A provider with a server, a package with four metered add-ons, and services, four to an account. */
record BenchmarkShop(EmbeddedPostgres postgres, String name, Db db) {
    private static final int TO_AN_ACCOUNT = 4;

    static BenchmarkShop of(EmbeddedPostgres postgres, String name, int services, LocalDate first) throws SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        var url = postgres.getJdbcUrl("postgres", name);
        Schema.migrate(Schema.asOwner(url, "postgres", "postgres"));
        var shop =
                new BenchmarkShop(postgres, name, new Db(Pool.of(Schema.asApplication(url, "postgres", "postgres"))));
        shop.db.change(BenchmarkShop::sell);
        shop.db.change(session -> populate(session, services, first));
        shop.settle();
        return shop;
    }

    /** What autovacuum does between two nights, so that each begins with the statistics that a night really finds. */
    void settle() {
        try (var connection = postgres.getDatabase("postgres", name).getConnection();
                var statement = connection.createStatement()) {
            statement.execute("vacuum (analyze)");
        } catch (SQLException e) {
            throw new DbFault(e);
        }
    }

    private static void sell(Session session) throws SQLException {
        session.update(
                "insert into server (name, kind, url, login, password_sealed, zone) values ('s', 'VMMANAGER_KVM', 'http://s', 'a', ?, 'UTC')",
                new Secrets(List.of(new byte[Secrets.KEY_BYTES])).seal("p", Holder.server("http://s")));
        session.update("insert into service_package (name, internal_name, state) values ('p', 'p', 'PUBLISHED')");
        session.update("insert into package_version (package_id, number, name) values (1, 1, 'p')");
        session.update("insert into version_currency values (1, 'EUR', 1)");
        session.update("""
                with a as (insert into add_on (package_id, name) values (1, 'in'), (1, 'out'), (1, 'cpu'), (1, 'io') returning id, name)
                insert into terms (version_id, add_on_id, type_id, position, title, rule, combine, unit_id, included, limit_quantity,
                        period, limit_test, at_limit, beyond_limit)
                    select 1, a.id, 1, a.id, a.name, 'METERED', 'SUM', u.id,
                            case a.name when 'cpu' then 3600000 else 1000000000000000 end,
                            case a.name when 'cpu' then 80000000 else 4000000000000000 end,
                            case a.name when 'cpu' then 'DAY' else 'MONTH' end, 'REACHED', 'SUSPEND', 'CHARGE'
                        from a join unit_of_measure u on u.name = case a.name when 'cpu' then 'second' when 'io' then 'operation' else 'GiB' end
                """);
        session.update("insert into terms_meter select t.id, m.position from terms t join meter m on m.name = t.title");
        session.update(
                "insert into terms_price (terms_id, currency, per, amount) select id, 'EUR', 'OVERAGE', 0.01 from terms");
        session.update("""
                update package_version set state = 'PUBLISHED', starts_on = '2000-01-01', published_at = now(), published_by = 's'
                """);
    }

    private static void populate(Session session, int services, LocalDate first) throws SQLException {
        session.update(
                "insert into account (name, currency) select 'A' || n, 'EUR' from generate_series(1, ?) n",
                (services + TO_AN_ACCOUNT - 1) / TO_AN_ACCOUNT);
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
                    select (n + ? - 1) / ?, 1, 1, n::text, 'vm' || n, ? from generate_series(1, ?) n
                """, TO_AN_ACCOUNT, TO_AN_ACCOUNT, first, services);
    }
}
