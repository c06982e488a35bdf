package org.vimeter.app;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.vimeter.account.AccountId;
import org.vimeter.app.Mortal.Killed;
import org.vimeter.dailyrun.Brakes;
import org.vimeter.dailyrun.DailyRun;
import org.vimeter.db.Db;
import org.vimeter.db.Schema;
import org.vimeter.enforcement.Reconciler;
import org.vimeter.enforcement.Suspensions;
import org.vimeter.ledger.Ledger;
import org.vimeter.ledger.LedgerAccounts;
import org.vimeter.money.Money;
import org.vimeter.order.ChangeService;
import org.vimeter.order.EndService;
import org.vimeter.order.OrderTasks;
import org.vimeter.order.PlaceOrder;
import org.vimeter.order.Provisioner;
import org.vimeter.problem.Refused;
import org.vimeter.recurring.RenewalBrakes;
import org.vimeter.recurring.Renewals;
import org.vimeter.reversal.Reversals;
import org.vimeter.secret.Holder;
import org.vimeter.secret.Secrets;
import org.vimeter.server.Connections;
import org.vimeter.simulator.Scenario;
import org.vimeter.simulator.SimulatedVm;
import org.vimeter.simulator.Simulator;
import org.vimeter.vmmanager.VmManagerServers;
import org.vimeter.vmmanager.wire.CallLog;
import org.vimeter.vmmanager.wire.Networks;

/** A provider with two servers whose process may die and be started anew; db looks on, and lives. */
final class World implements AutoCloseable {
    static final String IMAGE = "ISPsystem__Debian-12-x86_64";
    private static final Brakes NONE = Brakes.OFF;

    final ZoneId zone;
    final MovableClock clock;
    final List<Scenario> scenarios = List.of(scenario(), scenario());

    /** The latest that the clock has ever said. */
    Instant latest;

    final List<Long> servers;
    final List<AccountId> accounts = new ArrayList<>();
    /** GiB by a VM's name and a day. */
    final Map<String, Long> used = new TreeMap<>();

    /** Names and days that the servers' reports leave out. */
    final Set<String> absent = new TreeSet<>();

    final Map<LifeModel.Sold, Long> packages;
    final Db db;
    private final List<Simulator> simulators = new ArrayList<>();
    private final Mortal eyes;
    final LifeConsole console;
    private final DataSource source;
    private final Secrets secrets = new Secrets(List.of(new byte[Secrets.KEY_BYTES]));
    private Process process;

    /** Everything that a process has in memory. */
    final class Process {
        final Mortal mortal = new Mortal(
                source,
                new VmManagerServers(
                        clock, new Networks("127.0.0.0/8"), new CallLog((server, function, bad, took) -> {})));
        final Db own = new Db(mortal.database());
        final Connections connections = new Connections(own, secrets, mortal.servers());
        final Reconciler reconciler = new Reconciler(own, clock, connections, "node", Executors.defaultThreadFactory());
        final DailyRun dailyRun = new DailyRun(
                own,
                clock,
                connections,
                reconciler,
                new DailyRun.Setup("node", Executors.defaultThreadFactory(), DailyRun.Setup.CHUNK, NONE));
        final PlaceOrder desk = new PlaceOrder(own, clock, secrets);
        final ChangeService changeService = new ChangeService(own, clock);
        final EndService endService = new EndService(own, clock);
        final OrderTasks tasks = new OrderTasks(own, clock, "staff");
        final Suspensions suspensions = new Suspensions(own, clock);
        final Provisioner provisioner = new Provisioner(own, clock, secrets, connections, "node");
        final Renewals renewals = new Renewals(own, clock, RenewalBrakes.OFF);
        final Ledger ledger = new Ledger(own, clock);
        final Reversals reversals = new Reversals(own, clock, ledger);
    }

    World(EmbeddedPostgres postgres, String name, List<String> kinds, ZonedDateTime start) throws SQLException {
        zone = start.getZone();
        latest = start.toInstant();
        clock = new MovableClock(latest, ZoneOffset.UTC);
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " template life");
        }
        source = Schema.asApplication(postgres.getJdbcUrl("postgres", name), "postgres", "postgres");
        process = new Process();
        eyes = process.mortal;
        db = process.own;
        console = new LifeConsole(this, process.connections);
        process = new Process();
        servers = List.of(server("a", kinds.get(0), 0), server("b", kinds.get(1), 1));
        packages = LifeShelf.fill(db, clock, process.connections);
        accounts.add(account("anna"));
        accounts.add(account("boris"));
    }

    private Scenario scenario() {
        return new Scenario()
                .vm("1", "house", 1)
                .templates("start", "large")
                .images(List.of(IMAGE))
                .usage(this::row)
                .points((vm, target, at) -> "0");
    }

    private Map<String, String> row(SimulatedVm vm, LocalDate day) {
        var key = vm.name() + " " + day;
        return absent.contains(key)
                ? Map.of()
                : Map.of("rx", "" + used.getOrDefault(key, 0L), "tx", "1", "cpu", "60", "io", "1");
    }

    private long server(String name, String kind, int number) {
        var simulator = new Simulator(scenarios.get(number), clock.withZone(zone));
        simulators.add(simulator);
        var url = switch (kind) {
            case "VMMANAGER_OVZ" -> simulator.ovzUrl();
            case "VMMANAGER_6" -> simulator.sixUrl();
            default -> simulator.url();
        };
        long id = id(
                """
                insert into server (name, kind, url, login, password_sealed, zone) values (?, ?, ?, ?, ?, ?) returning id
                """,
                name,
                kind,
                url.toString(),
                Scenario.LOGIN,
                secrets.seal(Scenario.PASSWORD, Holder.server(url.toString())),
                zone.getId());
        db.update("insert into server_setting values (?, 'concurrency', '1'), (?, 'rate', '0')", id, id);
        db.update("insert into disk_image (server_id, name, read_at) values (?, ?, now())", id, IMAGE);
        return id;
    }

    private AccountId account(String name) {
        AccountId account =
                new AccountId(id("insert into account (name, currency) values (?, 'EUR') returning id", name));
        db.change(session -> LedgerAccounts.client(session, account, Currency.getInstance("EUR")));
        return account;
    }

    private long id(String sql, Object... values) {
        return db.find(sql, row -> row.number(1), values).orElseThrow();
    }

    Process process() {
        return process;
    }

    LocalDate today() {
        return LocalDate.now(clock.withZone(zone));
    }

    LocalDate today(Duration later) {
        return LocalDate.ofInstant(clock.instant().plus(later), zone);
    }

    long packageOf(LifeModel.Sold sold) {
        return packages.getOrDefault(sold, 0L);
    }

    Scenario scenario(long server) {
        return scenarios.get(servers.indexOf(server));
    }

    void mend() {
        for (var scenario : scenarios) {
            LifeTrouble.FUNCTIONS.forEach(function -> scenario.fault(function, null));
        }
    }

    void pay(String key, AccountId account, String amount) {
        process.ledger.pay(new Ledger.Posting(key, account, Money.of(amount, "EUR"), "bank", null));
    }

    /** The timer's turn, some time later; how the process died in it, or empty. */
    String pass(Duration later) {
        clock.set(clock.instant().plus(later));
        latest = clock.instant().isAfter(latest) ? clock.instant() : latest;
        servers.forEach(console::work);
        process.mortal.arm(true);
        try {
            servers.forEach(this::turn);
            return "";
        } catch (Killed killed) {
            restart();
            return String.valueOf(killed.getMessage());
        } finally {
            process.mortal.arm(false);
        }
    }

    private void turn(long server) {
        try {
            process.dailyRun.catchUp(server, "timer");
        } catch (Refused busy) {
            if (!busy.problem().code().equals("run.busy")) {
                throw busy;
            }
        }
        process.renewals.renew(server, zone);
        process.provisioner.work(server);
        process.reconciler.reconcile(server);
    }

    /** The database notices a little later that the sessions of a dead process are gone. */
    private void restart() {
        process.mortal.close();
        while (id("""
                select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
                """) > 0) {
            Thread.onSpinWait();
        }
        process = new Process();
    }

    @Override
    public void close() {
        simulators.forEach(Simulator::close);
        process.mortal.close();
        eyes.close();
    }
}
