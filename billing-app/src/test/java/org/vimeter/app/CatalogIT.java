package org.vimeter.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vimeter.simulator.Scenario;
import org.vimeter.simulator.Simulator;

/** From an empty installation to a whole package and its first bill, by hand, without JavaScript, in each language. */
class CatalogIT {
    private static final LocalDate YESTERDAY = LocalDate.now(ZoneOffset.UTC).minusDays(1);
    private static Simulator simulator;
    private static Browser browser;

    @BeforeAll
    static void start() {
        var scenario = new Scenario()
                .vm("1", "client-vm", 1)
                .usage((vm, day) -> Map.of("rx", "3000", "tx", "2121", "cpu", "4000", "io", "10368"));
        simulator = new Simulator(scenario, Clock.systemUTC());
        browser = new Browser();
    }

    @AfterAll
    static void end() {
        browser.close();
        simulator.close();
    }

    /** Told in English on a desk; what came of it is also looked at in Russian on a phone in the dark. */
    @Test
    void theSeedsPackageIsMadeByHandAndBilled() {
        try (var server = Server.start(
                Path.of("target", "catalog", "" + System.nanoTime()), Map.of("vimeter.collect.automatic", "false"))) {
            var page = browser.plain("en", 1280, ColorScheme.LIGHT);
            var russian = browser.plain("ru", 320, ColorScheme.DARK);
            var story = new SeedStory(page, server.url(), simulator.url().toString());
            story.logIn();
            story.connectTheServer();
            story.draftThePackage();
            story.addTheAddOns();
            assertThat(page.locator("section:has(#exposure)")).containsText("1,536,000.00\u00a0EUR");
            russian.context().addCookies(page.context().cookies());
            russian.navigate(page.url());
            assertThat(russian.locator("section:has(#exposure)")).containsText("1\u00a0536\u00a0000,00\u00a0EUR");
            assertThat(page.locator("section:has(#exposure) .state-limit")).hasCount(1);
            story.publish();
            bill(server);
            theFiguresAreRight(page, server, ".00\u00a0EUR");
            theFiguresAreRight(russian, server, ",00\u00a0EUR");
            server.create("/api/v1/service-packages/1/copies", "{\"name\": \"Copy\", \"internalName\": \"Copy\"}");
            server.post("/api/v1/service-packages/1/draft", "{}");
            assertThat(wrong(page, server)).isEmpty();
        }
    }

    private static void bill(Server server) {
        server.create("/api/v1/accounts", "{\"name\": \"Anna\", \"currency\": \"EUR\"}");
        server.create("/api/v1/accounts/1/payments", "{\"amount\": \"1000.00\"}", "first");
        server.create(
                "/api/v1/services",
                "{\"account\": 1, \"servicePackage\": 1, \"server\": 1, \"vm\": \"client-vm\", \"firstDay\": \"%s\"}"
                        .formatted(YESTERDAY));
        var run = server.post("/api/v1/runs", "{\"server\": 1, \"day\": \"%s\"}".formatted(YESTERDAY));
        assertThat(run.field("status")).as(run.body()).isEqualTo("DONE");
    }

    /** One GiB above 5 TiB, 400 seconds above an hour, two iops above ten: 300 + 4 + 4. */
    private static void theFiguresAreRight(Page page, Server server, String cents) {
        page.navigate(server.url() + "/staff/clients/1");
        assertThat(page.locator("main")).containsText("692" + cents);
        page.navigate(server.url() + "/staff/clients/1/statement");
        for (var amount : List.of("-300", "-4")) {
            assertThat(page.locator("main")).containsText(amount + cents);
        }
        assertThat(page.locator("td a[href*='/statement/']")).hasCount(3);
    }

    private static List<String> wrong(Page page, Server server) {
        var pages = List.of(
                "catalog",
                "units",
                "units?figure=1&from=GiB&to=second",
                "units/new",
                "units/1",
                "item-types",
                "item-types/1",
                "item-types/1/add-on-types/new",
                "servers",
                "servers/new",
                "servers/1/edit",
                "servers/1/connection?vm=client-vm",
                "images",
                "images/1",
                "packages",
                "packages/new",
                "packages/1?version=1",
                "packages/1",
                "packages/1/copy",
                "packages/1/add-ons/ip",
                "packages/1/add-ons/traffic",
                "packages/1/add-ons/ostempl",
                "packages/1/add-ons/disc",
                "packages/1/publication",
                "packages/1/publication/differences",
                "packages/1/publication/simulation",
                "packages/2/publication");
        var wrong = new ArrayList<String>();
        for (var look : List.of(
                browser.scripted("en", 1280, ColorScheme.LIGHT), browser.scripted("ru", 320, ColorScheme.DARK))) {
            look.context().addCookies(page.context().cookies());
            for (var path : pages) {
                wrong.addAll(wrong(look, server.url() + "/staff/" + path));
            }
            look.context().close();
        }
        return wrong;
    }

    private static List<String> wrong(Page page, String url) {
        var status = page.navigate(url).status();
        var where = url + " " + page.locator("html").getAttribute("lang") + ": ";
        var wrong = new ArrayList<String>();
        if (status != 200) {
            wrong.add(where + status);
        }
        wrong.addAll(Browser.faults(page, where));
        return wrong;
    }
}
