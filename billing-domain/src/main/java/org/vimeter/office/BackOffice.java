package org.vimeter.office;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.vimeter.account.Account;
import org.vimeter.catalog.Server;
import org.vimeter.catalog.ServicePackage;
import org.vimeter.db.Db;
import org.vimeter.db.Session;
import org.vimeter.discovery.Twins;
import org.vimeter.ledger.LedgerAccounts;
import org.vimeter.money.Money;
import org.vimeter.offer.Packages;
import org.vimeter.offer.Versions;
import org.vimeter.problem.Refused;
import org.vimeter.vm.VmList;

/** Accounts, and services on VMs that exist. Every refusal changes nothing. */
@Singleton
public class BackOffice {
    @Inject
    private Entities entities;

    @Inject
    private Db db;

    @Inject
    private Clock clock;

    public long createAccount(String name, Money creditLimit, Account.NoFunds noFunds) {
        return db.transaction(session -> createAccount(session, name, creditLimit, noFunds));
    }

    public static long createAccount(Session session, String name, Money creditLimit, Account.NoFunds noFunds)
            throws SQLException {
        if (creditLimit.isNegative()) {
            throw Refused.because("account.credit", name, creditLimit);
        }
        return session.one(
                "insert into account (name, currency, credit_limit, no_funds) values (?, ?, ?, ?) returning id",
                row -> row.number("id"),
                name,
                creditLimit.currency(),
                creditLimit.amount(),
                noFunds);
    }

    /** What a server lists, before one of its VMs is attached: it may be another server under a second name. */
    public void listed(long serverId, VmList vms) {
        db.change(session -> Twins.notice(session, serverId, vms, clock.instant()));
    }

    /** Bills an existing VM from a day on; days before today are collected by the next run. */
    public long attach(NewService service) {
        var account = account(service.accountId());
        var server = entities.find(Server.class, service.serverId())
                .orElseThrow(() -> Refused.because("server.unknown", service.serverId()));
        var vm = service.vm();
        requireOnSale(service, account, server);
        if (service.firstDay().isAfter(LocalDate.now(clock.withZone(server.zone())))) {
            throw Refused.because("service.first-day", vm.name(), service.firstDay());
        }
        requireFree(
                "select 1 from service where server_id = ? and vm_id = ? and last_day is null",
                "service.taken",
                server.id(),
                vm.id());
        requireNoDayTwice(service);
        requireNotElsewhere(service, server);
        requireFree(
                "select 1 from service_order where server_id = ? and vm_name = ? and kind = 'NEW' and status in ('OPEN', 'STAFF')",
                "service.ordered",
                server.id(),
                vm.name());
        db.change(session -> LedgerAccounts.client(session, account.id(), account.currency()));
        return db.transaction(session -> attach(session, service));
    }

    /** The VM may have had a service before: its days stay that one's. */
    private void requireNoDayTwice(NewService service) {
        var before = db.find(
                """
                select s.last_day, a.name from service s join account a on a.id = s.account_id
                    where s.server_id = ? and s.vm_id = ? and s.last_day >= ? order by s.last_day desc limit 1
                """,
                row -> List.of(
                        row.text("name"),
                        row.day("last_day"),
                        row.day("last_day").plusDays(1)),
                service.serverId(),
                service.vm().id(),
                service.firstDay());
        if (before.isPresent()) {
            throw Refused.because(
                    "service.days-taken",
                    service.vm().name(),
                    before.get().get(0),
                    before.get().get(1),
                    before.get().get(2));
        }
    }

    /** A run saw that the other server lists the same VMs. */
    private void requireNotElsewhere(NewService service, Server server) {
        var elsewhere = db.find(
                """
                select v.name from server_twin t join server v on v.id = t.other_id
                    join service s on s.server_id = v.id and s.vm_id = ? and s.vm_name = ?
                        and (s.last_day is null or s.last_day >= ?)
                    where t.server_id = ? limit 1
                """, row -> row.text("name"), service.vm().id(), service.vm().name(), service.firstDay(), server.id());
        if (elsewhere.isPresent()) {
            throw Refused.because("service.elsewhere", service.vm().name(), server.name(), elsewhere.get());
        }
    }

    /** What recurs is charged by the next renewals, from the first day on. */
    private long attach(Session session, NewService service) throws SQLException {
        long id = session.one(
                """
                insert into service (account_id, package_id, server_id, vm_id, vm_name, first_day, renews_on)
                    values (?, ?, ?, ?, ?, ?, ?::date) returning id
                """,
                row -> row.number("id"),
                service.accountId(),
                service.packageId(),
                service.serverId(),
                service.vm().id(),
                service.vm().name(),
                service.firstDay(),
                service.per() == null ? null : service.firstDay());
        session.update(
                "insert into service_config (service_id, from_day, package_id, per, written_at) values (?, ?, ?, ?, ?)",
                id,
                service.firstDay(),
                service.packageId(),
                service.per(),
                clock.instant());
        return id;
    }

    /** Takes over the name that the server now gives the service's VM, after a person found that it is the same VM. */
    public void takeNewName(long serviceId, VmList vms) {
        var service = db.find(
                        "select vm_id, vm_name from service where id = ?",
                        row -> new String[] {row.text("vm_id"), row.text("vm_name")},
                        serviceId)
                .orElseThrow(() -> Refused.because("service.unknown", serviceId));
        var vm = vms.find(service[0]).orElseThrow(() -> Refused.because("service.vm-gone", service[1], service[0]));
        if (vm.isNamed(service[1])) {
            throw Refused.because("service.same-name", service[1]);
        }
        db.change(session -> {
            session.update("update service set vm_name = ? where id = ?", vm.name(), serviceId);
            session.update(
                    "update service_order set vm_name = ? where service_id = ? and status in ('WAITING', 'OPEN', 'STAFF')",
                    vm.name(),
                    serviceId);
        });
    }

    private void requireOnSale(NewService service, Account account, Server server) {
        var today = LocalDate.now(clock.withZone(server.zone()));
        db.change(session -> {
            var head = Packages.head(session, service.packageId());
            var version = Versions.onSale(session, service.packageId(), today)
                    .filter(one -> head.state() == ServicePackage.State.PUBLISHED)
                    .orElseThrow(() ->
                            Refused.because("service.not-on-sale", service.vm().name(), head.name()));
            var offer = Versions.offer(session, version);
            var currency = account.currency().getCurrencyCode();
            if (!offer.currencies().contains(currency)) {
                throw Refused.because(
                        "service.currency",
                        service.vm().name(),
                        String.join(", ", offer.currencies()),
                        account.name(),
                        currency);
            }
            if (!offer.servers().contains(server.id())) {
                throw Refused.because("service.server", service.vm().name(), head.name(), server.name());
            }
            var per = service.per();
            if (per != null && offer.prices().find(currency, per).isEmpty()) {
                throw Refused.because("service.period", service.vm().name(), head.name(), per, currency);
            }
        });
    }

    public Account account(long id) {
        return entities.find(Account.class, id).orElseThrow(() -> Refused.because("account.unknown", id));
    }

    public List<Account> accounts() {
        return entities.all(Account.class);
    }

    private void requireFree(String sql, String code, Object... values) {
        if (db.find(sql, row -> row.number(1), values).isPresent()) {
            throw Refused.because(code, values);
        }
    }
}
