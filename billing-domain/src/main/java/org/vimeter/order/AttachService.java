package org.vimeter.order;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import org.vimeter.account.Account;
import org.vimeter.account.Accounts;
import org.vimeter.db.Db;
import org.vimeter.db.Entities;
import org.vimeter.db.Session;
import org.vimeter.discovery.Twins;
import org.vimeter.ledger.LedgerAccounts;
import org.vimeter.offer.Packages;
import org.vimeter.offer.Versions;
import org.vimeter.problem.Refused;
import org.vimeter.server.Server;
import org.vimeter.service.NewService;
import org.vimeter.service.ServiceId;
import org.vimeter.service.Services;
import org.vimeter.vm.VmList;

/** Begins services on VMs that exist, and follows a VM that got another name. Every refusal changes nothing. */
public final class AttachService {
    private static final String REQUIRE_NO_DAY_TWICE = """
            select s.last_day, a.name from services s join accounts a on a.id = s.account_id
                where s.server_id = ? and s.vm_id = ? and s.last_day >= ? order by s.last_day desc limit 1
            """;

    private final Db db;
    private final Clock clock;
    private final Accounts accounts;
    private final Entities entities;

    public AttachService(Db db, Clock clock, Accounts accounts, Entities entities) {
        this.db = db;
        this.clock = clock;
        this.accounts = accounts;
        this.entities = entities;
    }

    /** What a server lists, before one of its VMs is attached: it may be another server under a second name. */
    public void listed(long serverId, VmList vms) {
        db.change(session -> Twins.notice(session, serverId, vms, clock.instant()));
    }

    /** Bills an existing VM from a day on; days before today are collected by the next run. */
    public ServiceId attach(NewService service) {
        var account = accounts.account(service.accountId());
        var server = entities.find(Server.class, service.serverId().value())
                .orElseThrow(() -> Refused.unknown("server.unknown", service.serverId()));
        var vm = service.vm();
        requireOnSale(service, account, server);
        if (service.firstDay().isAfter(LocalDate.now(clock.withZone(server.zone())))) {
            throw Refused.because("service.first-day", vm.name(), service.firstDay());
        }
        if (db.transaction(session -> Services.billing(session, server.id(), vm.id()))
                .isPresent()) {
            throw Refused.conflict("service.taken", server.id(), vm.id());
        }
        requireNoDayTwice(service);
        requireNotElsewhere(service, server);
        requireNotOrdered(server.id(), vm.name());
        db.change(session -> LedgerAccounts.client(session, account.id(), account.currency()));
        return db.transaction(session -> attach(session, service));
    }

    /** Who had the VM, and until when. */
    private record Before(String account, LocalDate lastDay) {}

    /** The VM may have had a service before: its days stay that one's. */
    private void requireNoDayTwice(NewService service) {
        var before = db.find(
                REQUIRE_NO_DAY_TWICE,
                row -> new Before(row.text("name"), row.day("last_day")),
                service.serverId(),
                service.vm().id(),
                service.firstDay());
        if (before.isPresent()) {
            throw Refused.conflict(
                    "service.days-taken",
                    service.vm().name(),
                    before.get().account(),
                    before.get().lastDay(),
                    before.get().lastDay().plusDays(1));
        }
    }

    /** A run saw that the other server lists the same VMs. */
    private void requireNotElsewhere(NewService service, Server server) {
        var elsewhere = db.find(
                """
                select v.name from server_twins t join servers v on v.id = t.other_id
                    join services s on s.server_id = v.id and s.vm_id = ? and s.vm_name = ?
                        and (s.last_day is null or s.last_day >= ?)
                    where t.server_id = ? limit 1
                """, row -> row.text("name"), service.vm().id(), service.vm().name(), service.firstDay(), server.id());
        if (elsewhere.isPresent()) {
            throw Refused.because("service.elsewhere", service.vm().name(), server.name(), elsewhere.get());
        }
    }

    /** What recurs is charged by the next renewals, from the first day on. */
    private ServiceId attach(Session session, NewService service) throws SQLException {
        var renewsOn = service.per() == null ? null : service.firstDay();
        return Services.begin(session, service, null, renewsOn, clock.instant());
    }

    /** Takes over the name that the server now gives the service's VM, after a person found that it is the same VM. */
    public void takeNewName(ServiceId serviceId, VmList vms) {
        var service = db.transaction(session -> Services.find(session, serviceId))
                .orElseThrow(() -> Refused.unknown("service.unknown", serviceId));
        var vm = vms.find(service.vmId())
                .orElseThrow(() -> Refused.because("service.vm-gone", service.vmName(), service.vmId()));
        if (vm.isNamed(service.vmName())) {
            throw Refused.because("service.same-name", service.vmName());
        }
        db.change(session -> Services.rename(session, serviceId, vm.name()));
    }

    private void requireOnSale(NewService service, Account account, Server server) {
        var today = LocalDate.now(clock.withZone(server.zone()));
        db.change(session -> {
            var head = Packages.head(session, service.packageId().value());
            var version = Versions.onSale(session, head, today)
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

    private void requireNotOrdered(long serverId, String vmName) {
        var ordered = db.find(
                "select 1 from order_at_work where server_id = ? and vm_name = ? and kind = 'NEW'",
                row -> row.number(1),
                serverId,
                vmName);
        if (ordered.isPresent()) {
            throw Refused.because("service.ordered", serverId, vmName);
        }
    }
}
