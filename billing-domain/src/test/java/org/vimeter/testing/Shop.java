package org.vimeter.testing;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.vimeter.dailyrun.Brakes;
import org.vimeter.dailyrun.DailyRun;
import org.vimeter.dailyrun.RunOrder;
import org.vimeter.dailyrun.RunReport;
import org.vimeter.db.Db;
import org.vimeter.db.Session;
import org.vimeter.enforcement.Reconciler;
import org.vimeter.ledger.Ledger;
import org.vimeter.ledger.LedgerAccounts;
import org.vimeter.money.Money;
import org.vimeter.reversal.Reversals;
import org.vimeter.secret.Holder;
import org.vimeter.secret.Secrets;
import org.vimeter.server.Connections;

/** A provider with one server, made with plain SQL: what a test needs to bill something. */
public final class Shop {
    public static final Currency EUR = Currency.getInstance("EUR");

    public final TestDatabase database = TestDatabase.create();
    public final Db db = database.db();
    public final FakeServers servers = new FakeServers();
    public final SettableClock clock = new SettableClock(Instant.parse("2026-05-20T08:00:00Z"));
    public final Secrets secrets = new Secrets(List.of(new byte[Secrets.KEY_BYTES]));
    public final Connections connections = new Connections(db, secrets, servers);
    public final Reconciler reconciler = new Reconciler(db, clock, connections, "node");
    public final Ledger ledger = new Ledger(db, clock);
    public final Reversals reversals = new Reversals(db, clock, ledger);
    public final long server;

    public Shop() {
        server = id("""
                insert into server (name, kind, url, login, password_sealed, zone)
                    values ('s', 'VMMANAGER_KVM', 'http://s', 'admin', ?, 'Europe/Berlin') returning id
                """, secrets.seal("pw", Holder.server("http://s")));
    }

    public DailyRun dailyRun() {
        return dailyRun(2, Brakes.OFF);
    }

    public DailyRun dailyRun(int chunk, Brakes brakes) {
        var setup = new DailyRun.Setup("node", Executors.defaultThreadFactory(), chunk, brakes);
        return new DailyRun(db, clock, connections, reconciler, setup);
    }

    public RunReport run(LocalDate day) {
        return dailyRun().run(server, day, RunOrder.real("test"));
    }

    public long servicePackage(String name) {
        return id(
                "insert into service_package (name, internal_name, state) values (?, ?, 'PUBLISHED') returning id",
                name,
                name);
    }

    /** A next version of the package, published: with a new add-on, or new terms of one that is there. */
    public long addOn(long servicePackage, String name, AddOnTerms terms) {
        return db.transaction(session -> {
            long version = session.one("""
                    insert into package_version (package_id, number, name, currencies)
                        select ?, coalesce(max(number), 0) + 1, 'p', 'EUR' from package_version where package_id = ? returning id
                    """, row -> row.number("id"), servicePackage, servicePackage);
            long addOn = session.one("""
                    insert into add_on as a (package_id, name) values (?, ?)
                        on conflict (package_id, name) do update set name = excluded.name returning a.id
                    """, row -> row.number("id"), servicePackage, name);
            copyOthers(session, servicePackage, version, addOn);
            insertTerms(session, version, addOn, name, terms);
            session.update("""
                    update package_version set state = 'PUBLISHED', starts_on = ?, published_at = now(), published_by = 'test'
                        where id = ?
                    """, terms.validFrom, version);
            return addOn;
        });
    }

    private static void copyOthers(Session session, long servicePackage, long version, long addOn) throws SQLException {
        session.update("""
                insert into terms (version_id, add_on_id, type_id, position, title, rule, unit_id, meters, included, limit_quantity,
                        combine, period, limit_test, at_limit, beyond_limit, thresholds)
                    select ?, t.add_on_id, t.type_id, t.position, t.title, t.rule, t.unit_id, t.meters, t.included,
                            t.limit_quantity, t.combine, t.period, t.limit_test, t.at_limit, t.beyond_limit, t.thresholds
                        from terms t where t.add_on_id <> ? and t.version_id = (select max(id) from package_version
                            where package_id = ? and state = 'PUBLISHED')
                """, version, addOn, servicePackage);
        session.update("""
                insert into terms_price (terms_id, currency, per, amount)
                    select t.id, p.currency, p.per, p.amount from terms t join terms old on old.add_on_id = t.add_on_id
                        join terms_price p on p.terms_id = old.id
                        where t.version_id = ? and old.version_id = (select max(id) from package_version
                            where package_id = ? and state = 'PUBLISHED')
                """, version, servicePackage);
    }

    private static void insertTerms(Session session, long version, long addOn, String name, AddOnTerms terms)
            throws SQLException {
        long id = session.one(
                """
                insert into terms (version_id, add_on_id, type_id, position, title, rule, unit_id, meters, included, limit_quantity,
                        combine, period, limit_test, at_limit, beyond_limit, thresholds)
                    select ?, ?, y.id, ?, ?, 'METERED', u.id, ?, ?, ?::bigint, ?, ?, ?, 'SUSPEND', ?, ''
                        from unit_of_measure u, add_on_type y where u.name = ? and y.name = 'traffic' returning id
                """,
                row -> row.number("id"),
                version,
                addOn,
                addOn,
                name,
                terms.meters,
                terms.included,
                terms.limit,
                terms.combine,
                terms.period,
                terms.limitTest,
                terms.beyondLimit,
                terms.unit);
        session.update(
                "insert into terms_price (terms_id, currency, per, amount) values (?, 'EUR', 'OVERAGE', ?)",
                id,
                terms.price);
    }

    /** An account with money and credit. */
    public long account(String name, String funds) {
        long account = id("insert into account (name, currency) values (?, 'EUR') returning id", name);
        db.change(session -> LedgerAccounts.client(session, account, EUR));
        if (new BigDecimal(funds).signum() > 0) {
            ledger.pay(new Ledger.Posting("seed/" + account, account, Money.of(funds, "EUR"), "test", null));
        }
        return account;
    }

    public long service(long account, long servicePackage, String vmId, LocalDate firstDay) {
        servers.add(vmId);
        return id("""
                insert into service (account_id, package_id, server_id, vm_id, vm_name, first_day)
                    values (?, ?, ?, ?, ?, ?) returning id
                """, account, servicePackage, server, vmId, "vm" + vmId, firstDay);
    }

    public Money balance(long account) {
        return ledger.balance(account, EUR);
    }

    /** The amounts of a service's charges, oldest first. */
    public List<String> charges(long service) {
        return db.list(
                "select amount from charge where service_id = ? order by entry_id",
                row -> row.decimal("amount").toPlainString(),
                service);
    }

    public long id(String sql, Object... values) {
        return db.find(sql, row -> row.number(1), values).orElseThrow();
    }

    /** Everything that money depends on, without numbers and times that a repeated attempt may change. */
    public List<String> books() {
        return db.list("""
                select e.key || ' ' || e.cause || ' ' || e.day || ' ' || e.amount || ' ' || e.debit_id || '>' || e.credit_id
                        || coalesce(' ' || c.quantity || ' ' || c.rated || ' ' || c.terms_id, '') as line
                    from ledger_entry e left join charge c on c.entry_id = e.id
                union all
                select 'balance ' || ledger_account_id || ' ' || amount from balance
                union all
                select 'usage ' || service_id || ' ' || day || ' ' || quantities::text || ' ' || states from usage_day
                union all
                select 'month ' || service_id || ' ' || month || ' ' || quantities::text from month_total
                union all
                select 'suspended ' || service_id || ' ' || cause || ' ' || coalesce(quantity, 0) || ' ' || day from suspension
                order by 1
                """, row -> row.text("line"));
    }

    /** Terms with defaults: traffic per month in bytes, no limit. */
    public static final class AddOnTerms {
        private LocalDate validFrom = LocalDate.of(2000, 1, 1);
        private String meters = "in,out";
        private String combine = "SUM";
        private String unit = "B";
        private long included;
        private @Nullable Long limit;
        private BigDecimal price = BigDecimal.ZERO;
        private String period = "MONTH";
        private String limitTest = "REACHED";
        private String beyondLimit = "CHARGE";

        public static AddOnTerms of(String meters, String unit, String price) {
            var terms = new AddOnTerms();
            terms.meters = meters;
            terms.unit = unit;
            terms.price = new BigDecimal(price);
            return terms;
        }

        public AddOnTerms includes(long quantity) {
            included = quantity;
            return this;
        }

        public AddOnTerms limit(long quantity) {
            limit = quantity;
            return this;
        }

        public AddOnTerms maximum() {
            combine = "MAXIMUM";
            return this;
        }

        public AddOnTerms perDay() {
            period = "DAY";
            return this;
        }

        public AddOnTerms capped() {
            beyondLimit = "CAP";
            return this;
        }

        public AddOnTerms exceeded() {
            limitTest = "EXCEEDED";
            return this;
        }

        public AddOnTerms from(LocalDate day) {
            validFrom = day;
            return this;
        }
    }
}
