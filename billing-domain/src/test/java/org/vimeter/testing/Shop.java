package org.vimeter.testing;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.vimeter.account.AccountId;
import org.vimeter.catalog.AddOnType;
import org.vimeter.catalog.AtLimit;
import org.vimeter.catalog.BeyondLimit;
import org.vimeter.catalog.Metering;
import org.vimeter.catalog.Period;
import org.vimeter.catalog.Units;
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
import org.vimeter.offer.Amounts;
import org.vimeter.offer.ChangePolicy;
import org.vimeter.offer.Drafts;
import org.vimeter.offer.Offer;
import org.vimeter.offer.OfferedAddOn;
import org.vimeter.offer.PackageId;
import org.vimeter.offer.PriceKind;
import org.vimeter.offer.Prices;
import org.vimeter.offer.Rule;
import org.vimeter.offer.Versions;
import org.vimeter.rating.Combine;
import org.vimeter.rating.LimitTest;
import org.vimeter.reversal.Reversals;
import org.vimeter.secret.Holder;
import org.vimeter.secret.Secrets;
import org.vimeter.server.Connections;
import org.vimeter.service.ServiceId;

/** A provider with one server, made with plain SQL: what a test needs to bill something. */
public final class Shop {
    public static final Currency EUR = Currency.getInstance("EUR");

    public final TestDatabase database = TestDatabase.create();
    private static final Offer NOTHING = new Offer(List.of("EUR"), Prices.NONE, List.of(), List.of(), List.of());

    public final Db db = database.db();
    public final FakeServers servers = new FakeServers();
    public final SettableClock clock = new SettableClock(Instant.parse("2026-05-20T08:00:00Z"));
    public final Secrets secrets = new Secrets(List.of(new byte[Secrets.KEY_BYTES]));
    public final Connections connections = new Connections(db, secrets, servers);
    public final Reconciler reconciler =
            new Reconciler(db, clock, connections, "node", Executors.defaultThreadFactory());
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
            var before = Versions.published(session, new PackageId(servicePackage));
            var offer = before.isPresent() ? Versions.offer(session, before.get()) : NOTHING;
            var addOns = new ArrayList<>(offer.addOns());
            addOns.removeIf(one -> one.name().equals(name));
            addOns.add(terms.offered(session, name));
            Drafts.open(
                    session,
                    new PackageId(servicePackage),
                    "p",
                    new Offer(offer.currencies(), offer.prices(), offer.servers(), offer.images(), addOns));
            var draft = Versions.draft(session, new PackageId(servicePackage)).orElseThrow();
            Drafts.publish(session, draft, terms.validFrom, clock.instant(), "test");
            return session.one(
                    "select id from add_on where package_id = ? and name = ?",
                    row -> row.number("id"),
                    servicePackage,
                    name);
        });
    }

    /** An account with money and credit. */
    public AccountId account(String name, String funds) {
        AccountId account =
                new AccountId(id("insert into account (name, currency) values (?, 'EUR') returning id", name));
        db.change(session -> LedgerAccounts.client(session, account, EUR));
        if (new BigDecimal(funds).signum() > 0) {
            ledger.pay(new Ledger.Posting("seed/" + account, account, Money.of(funds, "EUR"), "test", null));
        }
        return new AccountId(account.value());
    }

    public ServiceId service(AccountId account, long servicePackage, String vmId, LocalDate firstDay) {
        servers.add(vmId);
        return new ServiceId(id("""
                insert into service (account_id, package_id, server_id, vm_id, vm_name, first_day)
                    values (?, ?, ?, ?, ?, ?) returning id
                """, account, servicePackage, server, vmId, "vm" + vmId, firstDay));
    }

    public Money balance(AccountId account) {
        return ledger.balance(account, EUR);
    }

    /** The amounts of a service's charges, oldest first. */
    public List<String> charges(ServiceId service) {
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
        private List<String> meters = List.of("in", "out");
        private Combine combine = Combine.SUM;
        private String unit = "B";
        private long included;
        private @Nullable Long limit;
        private BigDecimal price = BigDecimal.ZERO;
        private Period period = Period.MONTH;
        private LimitTest limitTest = LimitTest.REACHED;
        private BeyondLimit beyondLimit = BeyondLimit.CHARGE;

        public static AddOnTerms of(String meters, String unit, String price) {
            var terms = new AddOnTerms();
            terms.meters = List.of(meters.split(",", -1));
            terms.unit = unit;
            terms.price = new BigDecimal(price);
            return terms;
        }

        private OfferedAddOn offered(Session session, String name) throws SQLException {
            var type = AddOnType.all(session).stream()
                    .filter(one -> one.name().equals("traffic"))
                    .findFirst()
                    .orElseThrow();
            var sold = Objects.requireNonNull(Units.load(session).byName().get(unit));
            return new OfferedAddOn(
                    name,
                    name,
                    type,
                    Rule.METERED,
                    sold,
                    meters,
                    new Amounts(included, null, null, null, limit),
                    ChangePolicy.ALLOWED,
                    new Metering(combine, period, limitTest, AtLimit.SUSPEND, beyondLimit, List.of()),
                    new Prices(List.of(new Prices.Price("EUR", PriceKind.OVERAGE, price))),
                    List.of());
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
            combine = Combine.MAXIMUM;
            return this;
        }

        public AddOnTerms perDay() {
            period = Period.DAY;
            return this;
        }

        public AddOnTerms capped() {
            beyondLimit = BeyondLimit.CAP;
            return this;
        }

        public AddOnTerms exceeded() {
            limitTest = LimitTest.EXCEEDED;
            return this;
        }

        public AddOnTerms from(LocalDate day) {
            validFrom = day;
            return this;
        }
    }
}
