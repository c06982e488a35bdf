package org.vimeter.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.io.File;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.vimeter.account.Account;
import org.vimeter.account.AccountId;
import org.vimeter.account.Accounts;
import org.vimeter.dailyrun.DailyRun;
import org.vimeter.dailyrun.RunOrder;
import org.vimeter.ledger.Ledger;
import org.vimeter.money.Money;
import org.vimeter.offer.AddOnInput;
import org.vimeter.offer.EditPackage;
import org.vimeter.offer.PackageId;
import org.vimeter.offer.PackageInput;
import org.vimeter.offer.PriceInput;
import org.vimeter.order.AttachService;
import org.vimeter.problem.Refused;
import org.vimeter.server.DiskImages;
import org.vimeter.server.EditServer;
import org.vimeter.server.ServerId;
import org.vimeter.server.ServerInput;
import org.vimeter.service.NewService;
import org.vimeter.simulator.Scenario;
import org.vimeter.simulator.Simulator;

/** Inside Payara Micro: beans, JPA, the pool and the timer's collaborators are put together as in production. */
@ExtendWith(ArquillianExtension.class)
class ContainerIT {
    private static final Currency EUR = Currency.getInstance("EUR");

    @Deployment
    static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/ROOT.war"))
                .addClass(ContainerIT.class);
    }

    @Inject
    private AttachService attach;

    @Inject
    private Accounts accounts;

    @Inject
    private DiskImages images;

    @Inject
    private EditServer servers;

    @Inject
    private EditPackage packages;

    @Inject
    private DailyRun dailyRun;

    @Inject
    private Ledger ledger;

    private static ServerInput server(String name, String url) {
        var input = new ServerInput();
        input.name = name;
        input.url = url;
        input.login = Scenario.LOGIN;
        input.password = Scenario.PASSWORD;
        input.zone = "UTC";
        return input;
    }

    private static PackageInput servicePackage(String name, String server) {
        var input = new PackageInput();
        input.name = "C";
        input.internalName = name;
        input.currencies = "EUR";
        input.prices = List.of(PriceInput.of("EUR", "MONTHLY", "10"));
        input.servers = List.of(server);
        input.images = List.of("ISPsystem__Debian-12-x86_64");
        input.addOns = List.of(address(), traffic());
        return input;
    }

    private static AddOnInput address() {
        var address = new AddOnInput();
        address.type = "ip";
        address.included = "1";
        return address;
    }

    private static AddOnInput traffic() {
        var traffic = new AddOnInput();
        traffic.type = "traffic";
        traffic.rule = "METERED";
        traffic.included = "6";
        traffic.prices = List.of(PriceInput.of("EUR", "OVERAGE", "2.5"));
        return traffic;
    }

    @Test
    void aDayIsBilledInsideTheContainer() {
        var name = "container-" + System.nanoTime(); // the data folder may be that of an earlier build
        var yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        var scenario =
                new Scenario().vm("1", "one", 1).templates(name).usage((vm, day) -> Map.of("rx", "3", "tx", "5"));
        try (var simulator = new Simulator(scenario, Clock.systemUTC())) {
            long server = servers.create(server(name, simulator.url().toString()), "test");
            images.read(server);
            long servicePackage = packages.create(servicePackage(name, name));
            packages.publish(servicePackage, LocalDate.now(ZoneOffset.UTC), 0, "test");
            AccountId account = accounts.create("C", Money.zero(EUR), Account.NoFunds.WARN);
            attach.attach(new NewService(
                    account,
                    new PackageId(servicePackage),
                    new ServerId(server),
                    new NewService.Vm("1", "one"),
                    yesterday));
            dailyRun.run(server, yesterday, RunOrder.real("test"));
            assertEquals(Money.of("-5.00", "EUR"), ledger.balance(account, EUR));
            assertEquals(name, servers.server(server).name());
            assertEquals(1, packages.shown(servicePackage).versions().size());
        }
    }

    @Test
    void aServerIsChangedThroughJpaAndItsPasswordStaysUnlessTheAddressMoves() {
        var name = "changed-" + System.nanoTime();
        long id = servers.create(server(name, "http://127.0.0.1:1/vmmgr"), "test");
        var change = servers.input(id);
        assertEquals("", change.password);
        change.collectAt = "03:15";
        change.settings.put("timeout", "30");
        servers.change(id, change, "test");
        assertEquals("30", servers.server(id).settings().get("timeout"));
        var stale = assertThrows(Refused.class, () -> servers.change(id, change, "test"));
        assertEquals("server.changed", stale.problem().code());
        change.revision = servers.server(id).revision();
        change.url = "http://127.0.0.1:2/vmmgr";
        var moved = assertThrows(Refused.class, () -> servers.change(id, change, "test"));
        assertEquals("password", moved.faults().get(0).field());
    }

    @Test
    void whatIsWrongIsRefusedInWordsAndChangesNothing() {
        var address = server("bad", "file:///etc/passwd");
        var refusal = assertThrows(Refused.class, () -> servers.create(address, "test"));
        assertTrue(refusal.getMessage().contains("file:///etc/passwd"));
        assertFalse(servers.servers().stream().anyMatch(one -> one.name().equals("bad")));
    }
}
