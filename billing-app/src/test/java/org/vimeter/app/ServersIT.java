package org.vimeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vimeter.account.AccountId;
import org.vimeter.service.ServiceId;
import org.vimeter.simulator.Scenario;
import org.vimeter.simulator.Simulator;

/** Each kind of server from the form to a figure, and what a server does not report, delivered. */
class ServersIT {
    private static final LocalDate DAY = LocalDate.now(Clock.systemUTC()).minusDays(1);
    private static Simulator simulator;
    private static Simulator another;
    private static Server server;
    private static Browser browser;
    private static Page page;

    @BeforeAll
    static void start() {
        var scenario = new Scenario()
                .vm("7", "cont7", 2)
                .usage((vm, day) -> Map.of("rx", "0.5", "tx", "1.25", "cpu", "3600"))
                .points((vm, target, at) -> target.equals("cpu_load") ? "25" : "1000");
        simulator = new Simulator(scenario, Clock.systemUTC());
        another = new Simulator(scenario, Clock.systemUTC());
        server = Server.start(
                Path.of("target", "servers", "" + System.nanoTime()), Map.of("vimeter.collect.automatic", "false"));
        browser = new Browser();
        page = browser.plain("en", 1280, ColorScheme.LIGHT);
        new SeedStory(page, server.url(), "").logIn();
    }

    @AfterAll
    static void end() {
        browser.close();
        server.close();
        simulator.close();
        another.close();
    }

    private static String address(String kind) {
        return switch (kind) {
            case "VMMANAGER_6" -> another.sixUrl().toString(); // one address is one server
            case "VMMANAGER_OVZ" -> simulator.ovzUrl().toString();
            default -> simulator.url().toString();
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VMMANAGER_CLOUD | VMmanager 5 Cloud         | 0.5 GiB     | reportvm",
                "VMMANAGER_OVZ   | VMmanager OVZ (VEmanager) | 0.5 GiB     | reportvm",
                "VMMANAGER_6     | VMmanager 6               | 86400000 B  | metrics",
            })
    void eachKindIsChosenCheckedAndRead(String kind, String title, String figure, String function) {
        page.navigate(server.url() + "/staff/servers/new");
        page.fill("#name", kind);
        page.selectOption("#kind", kind);
        page.fill("#url", address(kind));
        page.fill("#zone", "UTC");
        page.fill("#login", "admin");
        page.fill("#password", "simulated");
        page.click(".buttons .btn-primary");
        assertThat(page.locator("main").innerText())
                .contains(title, "VPS-Start", "ISPsystem__Debian-12-x86_64")
                .doesNotContain("could not be reached");
        page.fill("#vm", "cont7");
        page.click("form[action*='/connection'] .btn");
        assertThat(page.locator("main").innerText()).contains(figure, "never billed as zero", function);
        assertThat(browser.faultsOf(page, ColorScheme.LIGHT, kind + ": ")).isEmpty();
    }

    @Test
    void aMeterThatIsNotReportedIsMissingUntilItIsDelivered() {
        long six = server.create("/api/v1/servers", """
                {"name": "six", "kind": "VMMANAGER_6", "url": "%s", "login": "admin", "password": "simulated", "zone": "UTC"}
                """.formatted(simulator.sixUrl()))
                .id();
        server.post("/api/v1/servers/" + six + "/disk-images", "{}");
        server.create("/api/v1/item-types/1/add-on-types", """
                {"name": "io", "title": "IO", "unit": "iops", "meters": ["io"]}
                """);
        server.create("/api/v1/service-packages", """
                {"name": "P", "internalName": "VPS-Start", "currencies": "EUR", "servers": ["six"],
                 "images": ["ISPsystem__Debian-12-x86_64"], "prices": [{"currency": "EUR", "per": "MONTHLY", "amount": "10"}],
                 "addOns": [
                  {"type": "ip", "rule": "INCLUDED", "included": "1"},
                  {"type": "io", "rule": "METERED", "unit": "iops", "included": "10", "period": "DAY",
                   "prices": [{"currency": "EUR", "per": "OVERAGE", "amount": "2"}]}]}
                """);
        assertThat(server.post("/api/v1/service-packages/1/publication", "{}").status())
                .isEqualTo(200);
        AccountId account =
                new AccountId(server.create("/api/v1/accounts", "{\"name\": \"Anna\", \"currency\": \"EUR\"}")
                        .id());
        server.create("/api/v1/accounts/" + account + "/payments", "{\"amount\": \"100.00\"}", "first");
        ServiceId service = new ServiceId(server.create(
                        "/api/v1/services",
                        "{\"account\": %s, \"servicePackage\": 1, \"server\": %d, \"vm\": \"cont7\", \"firstDay\": \"%s\"}"
                                .formatted(account, six, DAY))
                .id());
        var night = server.post("/api/v1/runs", "{\"server\": " + six + ", \"day\": \"" + DAY + "\"}");
        assertThat(night.body()).contains("\"missing\":1").contains("\"charges\":0");
        page.navigate(server.url() + "/staff/clients/" + account + "/services/" + service);
        assertThat(page.locator("main").innerText()).contains("missing");

        var events = """
                [{"specversion": "1.0", "id": "1", "source": "/nodes/3", "type": "org.vimeter.usage.day",
                  "data": {"server": "six", "vm": "cont7", "day": "%s", "meter": "io", "quantity": 12, "unit": "iops"}},
                 {"specversion": "1.0", "id": "2", "source": "/nodes/3", "type": "org.vimeter.usage.day",
                  "data": {"server": "six", "vm": "cont7", "day": "%s", "meter": "io", "quantity": "-1"}}]
                """.formatted(DAY, DAY);
        assertThat(server.post("/api/v1/usage", events).body())
                .contains("ACCEPTED")
                .contains("negative");
        assertThat(server.post("/api/v1/usage", events).body())
                .contains("DUPLICATE")
                .doesNotContain("ACCEPTED");
        var again = server.post("/api/v1/runs", "{\"server\": " + six + ", \"day\": \"" + DAY + "\"}");
        assertThat(again.body()).contains("\"missing\":0").contains("4.00");
        page.reload();
        assertThat(page.locator("main").textContent()).contains("12 iops ← /nodes/3");
    }

    @Test
    void anAddressThatServersMayNotHaveIsRefusedInTheForm() {
        page.navigate(server.url() + "/staff/servers/new");
        page.fill("#url", "https://169.254.169.254/latest");
        page.click("[name=_look]");
        assertThat(page.locator("main").innerText()).contains("169.254.169.254").contains("VIMETER_SERVER_NETWORKS");
    }
}
