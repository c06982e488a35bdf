package org.vimeter.office;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.vimeter.account.Account;
import org.vimeter.catalog.Meters;
import org.vimeter.catalog.Server;
import org.vimeter.catalog.ServicePackage;
import org.vimeter.catalog.Units;
import org.vimeter.db.Db;
import org.vimeter.ledger.LedgerAccounts;
import org.vimeter.money.Money;
import org.vimeter.problem.Refused;
import org.vimeter.secret.Secrets;
import org.vimeter.vm.VmServers;

/** Creates what staff create. Every refusal names the field and changes nothing. */
@Singleton
public class BackOffice {
    @Inject
    private Entities entities;

    @Inject
    private Db db;

    @Inject
    private Secrets secrets;

    @Inject
    private VmServers vmServers;

    @Inject
    private Clock clock;

    public long createServer(NewServer server) {
        if (vmServers.settings(server.kind()).isEmpty()) {
            throw Refused.because("server.kind", server.name(), server.kind());
        }
        ServerRules.checkAddress(server.name(), server.url());
        var rules = db.transaction(session ->
                new ServerRules(Meters.load(session), Units.load(session).byName(), vmServers.settings(server.kind())));
        rules.check(server.name(), server.settings());
        requireFree("select 1 from server where name = ?", "server.name-taken", server.name());
        var access = new Server.Access(server.url(), server.login(), secrets.seal(server.password()));
        return entities.store(new Server(server.name(), server.kind(), access, server.zone(), server.settings()))
                .id();
    }

    public long createPackage(String name, String internalName, Currency currency, List<NewAddOn> addOns) {
        requireFree("select 1 from service_package where internal_name = ?", "package.name-taken", internalName);
        var rules = db.transaction(session -> new AddOnRules(Units.load(session), Meters.load(session)));
        var names = new HashSet<String>();
        var changes = new ArrayList<Consumer<ServicePackage>>();
        for (var addOn : addOns) {
            if (!names.add(addOn.name())) {
                throw Refused.because("add-on.name-taken", addOn.name());
            }
            var terms = rules.terms(addOn);
            changes.add(to -> to.addOn(addOn.name(), addOn.title()).agree(terms));
        }
        return entities.storePackage(new ServicePackage(name, internalName, currency), changes);
    }

    public long createAccount(String name, Money creditLimit, Account.NoFunds noFunds) {
        if (creditLimit.isNegative()) {
            throw Refused.because("account.credit", name, creditLimit);
        }
        return entities.store(new Account(name, creditLimit, noFunds)).id();
    }

    /** Bills an existing VM from a day on; days before today are collected by the next run. */
    public long attach(NewService service) {
        var account = account(service.accountId());
        var servicePackage = servicePackage(service.packageId());
        var server = server(service.serverId());
        var vm = service.vm();
        if (!account.currency().equals(servicePackage.currency())) {
            throw Refused.because(
                    "service.currency", vm.name(), servicePackage.currency(), account.name(), account.currency());
        }
        if (service.firstDay().isAfter(LocalDate.now(clock.withZone(server.zone())))) {
            throw Refused.because("service.first-day", vm.name(), service.firstDay());
        }
        requireFree("select 1 from service where server_id = ? and vm_id = ?", "service.taken", server.id(), vm.id());
        db.change(session -> LedgerAccounts.client(session, account.id(), account.currency()));
        return entities.attach(account.id(), servicePackage.id(), server.id(), vm, service.firstDay());
    }

    public Server server(long id) {
        return entities.find(Server.class, id).orElseThrow(() -> Refused.because("server.unknown", id));
    }

    public List<Server> servers() {
        return entities.all(Server.class);
    }

    public ServicePackage servicePackage(long id) {
        return entities.find(ServicePackage.class, id).orElseThrow(() -> Refused.because("package.unknown", id));
    }

    public List<ServicePackage> packages() {
        return entities.all(ServicePackage.class);
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
