package org.vimeter.app.demo;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.vimeter.account.Account;
import org.vimeter.account.Accounts;
import org.vimeter.ledger.Ledger;
import org.vimeter.login.Logins;
import org.vimeter.money.Money;
import org.vimeter.offer.PackageId;
import org.vimeter.order.AttachService;
import org.vimeter.server.DiskImages;
import org.vimeter.server.EditServer;
import org.vimeter.server.ServerId;
import org.vimeter.server.ServerInput;
import org.vimeter.service.NewService;
import org.vimeter.simulator.Scenario;

/** The demo's package, clients and services, made through the same door as those of the REST API. */
@Singleton
public class DemoShop {
    /** @param client position in the list of clients */
    record DemoVm(String id, String name, int cpus, int client) {}

    static final List<DemoVm> VMS = List.of(
            new DemoVm("101", "shop-frontend", 2, 0),
            new DemoVm("102", "db-orders", 2, 0),
            new DemoVm("103", "mail", 1, 0),
            new DemoVm("104", "runaway-backup", 1, 0),
            new DemoVm("105", "wiki", 1, 0),
            new DemoVm("201", "build-agent-1", 4, 1),
            new DemoVm("202", "build-agent-2", 4, 1),
            new DemoVm("203", "cdn-edge", 2, 1),
            new DemoVm("204", "debian-legacy", 1, 1),
            new DemoVm("301", "blog", 1, 2),
            new DemoVm("302", "very-long-name-of-a-virtual-server-for-the-accounting-department", 1, 2),
            new DemoVm("303", "test", 1, 2));

    private static final Currency EUR = Currency.getInstance("EUR");
    static final String SERVER = "berlin-1";

    private record Client(String name, String login, String money) {}

    private static final List<Client> CLIENTS = List.of(
            new Client("Anna Berg Webshops", "anna", "900.00"),
            new Client("Борис Иванов, студия", "boris", "2500.00"),
            new Client("Clara Nováková", "clara", "25.00"));

    @Inject
    private AttachService attach;

    @Inject
    private Accounts accounts;

    @Inject
    private DiskImages images;

    @Inject
    private EditServer servers;

    @Inject
    private DemoPackage demoPackage;

    @Inject
    private Ledger ledger;

    @Inject
    private Logins logins;

    /** The number of the server. */
    long create(URI url, ZoneId zone, LocalDate firstDay) {
        long server = servers.create(server(url, zone), "demo");
        images.read(server);
        long servicePackage = demoPackage.create();
        for (int i = 0; i < CLIENTS.size(); i++) {
            var client = CLIENTS.get(i);
            var account = accounts.create(client.name(), Money.zero(EUR), Account.NoFunds.SUSPEND);
            logins.create(client.login(), "demo", account, "demo");
            ledger.pay(new Ledger.Posting(
                    "demo/" + client.login(), account, Money.of(client.money(), "EUR"), "demo", "First payment"));
            for (var vm : VMS) {
                if (vm.client() == i) {
                    var ref = new NewService.Vm(vm.id(), vm.name());
                    attach.attach(new NewService(
                            account, new PackageId(servicePackage), new ServerId(server), ref, firstDay));
                }
            }
        }
        return server;
    }

    private static ServerInput server(URI url, ZoneId zone) {
        var input = new ServerInput();
        input.name = SERVER;
        input.url = url.toString();
        input.login = Scenario.LOGIN;
        input.password = Scenario.PASSWORD;
        input.zone = zone.getId();
        return input;
    }
}
