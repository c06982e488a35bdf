package org.vimeter.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.io.File;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
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
import org.vimeter.dailyrun.DailyRun;
import org.vimeter.dailyrun.RunOrder;
import org.vimeter.ledger.Ledger;
import org.vimeter.money.Money;
import org.vimeter.office.BackOffice;
import org.vimeter.office.Entities;
import org.vimeter.office.NewAddOn;
import org.vimeter.office.NewServer;
import org.vimeter.office.NewService;
import org.vimeter.problem.Refused;
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
    private BackOffice office;

    @Inject
    private DailyRun dailyRun;

    @Inject
    private Ledger ledger;

    private NewServer server(String name, URI url) {
        return new NewServer(name, "VMMANAGER_KVM", url, Scenario.LOGIN, Scenario.PASSWORD, ZoneId.of("UTC"), Map.of());
    }

    @Test
    void aDayIsBilledInsideTheContainer() {
        var name = "container-" + System.nanoTime(); // the data folder may be that of an earlier build
        var yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        var scenario = new Scenario().vm("1", "one", 1).usage((vm, day) -> Map.of("rx", "3", "tx", "5"));
        try (var simulator = new Simulator(scenario, Clock.systemUTC())) {
            long server = office.createServer(server(name, simulator.url()));
            var traffic = new NewAddOn(
                    "traffic",
                    "Traffic",
                    List.of("in", "out"),
                    "GiB",
                    new BigDecimal(6),
                    null,
                    new BigDecimal("2.5"),
                    NewAddOn.DEFAULT_RULES,
                    List.of());
            long servicePackage = office.createPackage("C", name, EUR, List.of(traffic));
            long account = office.createAccount("C", Money.zero(EUR), Account.NoFunds.WARN);
            office.attach(new NewService(account, servicePackage, server, new Entities.Vm("1", "one"), yesterday));
            dailyRun.run(server, yesterday, RunOrder.real("test"));
            assertEquals(Money.of("-5.00", "EUR"), ledger.balance(account, EUR));
            assertEquals(name, office.server(server).name());
            assertTrue(office.packages().stream()
                    .anyMatch(one -> one.internalName().equals(name)));
        }
    }

    @Test
    void whatIsWrongIsRefusedInWordsAndChangesNothing() {
        var address = server("bad", URI.create("file:///etc/passwd"));
        var refusal = assertThrows(Refused.class, () -> office.createServer(address));
        assertTrue(refusal.getMessage().contains("file:///etc/passwd"));
        var cpuInBytes = new NewAddOn(
                "cpu",
                "CPU",
                List.of("cpu"),
                "GiB",
                BigDecimal.ONE,
                null,
                BigDecimal.ONE,
                NewAddOn.DEFAULT_RULES,
                List.of());
        var unit = assertThrows(Refused.class, () -> office.createPackage("X", "X", EUR, List.of(cpuInBytes)));
        assertTrue(unit.getMessage().contains("GiB") && unit.getMessage().contains("“cpu”"));
        assertFalse(
                office.packages().stream().anyMatch(one -> one.internalName().equals("X")));
    }
}
