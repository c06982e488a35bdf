package org.vimeter.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vimeter.order.OrderId;
import org.vimeter.simulator.Scenario;
import org.vimeter.simulator.SimulatedVm;
import org.vimeter.simulator.Simulator;

/** A service's life as its client lives it: ordered, used, stopped at 10 TiB, told why, released in the new month, ended. */
class LifeIT {
    private static final Map<LocalDate, String> GIB =
            Map.of(LocalDate.of(2031, 1, 3), "9000", LocalDate.of(2031, 1, 4), "1239", LocalDate.of(2031, 1, 5), "1");
    private static Browser browser;

    @BeforeAll
    static void open() {
        browser = new Browser();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    /** A clock that jumps, for a server and its simulator together. */
    private static final class Rehearsal extends Clock {
        private volatile Duration offset = Duration.ZERO;

        void at(String instant) {
            offset = Duration.between(Clock.systemUTC().instant(), Instant.parse(instant));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(offset);
        }
    }

    private final Rehearsal clock = new Rehearsal();
    private final TestPostgres database = new TestPostgres();
    private final Scenario scenario = new Scenario().installation(0).usage(LifeIT::used);
    private final Path folder = Path.of("target", "life", "" + System.nanoTime());

    private static Map<String, String> used(SimulatedVm vm, LocalDate day) {
        return Map.of("rx", GIB.getOrDefault(day, "0"), "tx", "0", "cpu", "0", "io", "0");
    }

    private Server at(String instant) {
        clock.at(instant);
        var settings = new HashMap<>(database.settings());
        settings.put("vimeter.clock.offset", clock.offset.toString());
        return Server.start(folder, settings);
    }

    /** Told in English on a desk; each page is also looked at in Russian on a phone in the dark. */
    @Test
    void theSeedsStory() {
        var wrong = new ArrayList<String>();
        try (var simulator = new Simulator(scenario, clock)) {
            try (var server = at("2031-01-03T10:00:00Z")) {
                LifeShop.open(server, simulator.url());
                ordered(server, new Look(browser.plain("en", 1280, ColorScheme.LIGHT), server, wrong));
            }
            try (var server = at("2031-01-06T02:00:00Z")) {
                stopped(server, new Look(browser.plain("en", 1280, ColorScheme.LIGHT), server, wrong));
            }
            try (var server = at("2031-02-01T02:00:00Z")) {
                released(server, new Look(browser.plain("en", 1280, ColorScheme.LIGHT), server, wrong));
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** A page, and what is wrong with it for people, found with a script that the story itself does without. */
    private record Look(Page page, Server server, List<String> wrong) {
        void open(String path) {
            page.navigate(server.url() + path);
        }

        /** Figures as each language writes them, each on its page at the present address. */
        void shows(String figure) {
            assertThat(page.locator("main")).containsText(figure.replace(' ', '\u00a0'));
            var russian = browser.plain("ru", 320, ColorScheme.DARK);
            russian.context().addCookies(page.context().cookies());
            russian.navigate(page.url());
            assertThat(russian.locator("html")).hasAttribute("lang", "ru");
            assertThat(russian.locator("main"))
                    .containsText(
                            figure.replace(',', '\u00a0').replace('.', ',').replace(' ', '\u00a0'));
            russian.context().close();
        }

        void check(String... paths) {
            check(browser.scripted("en", 1280, ColorScheme.LIGHT), paths);
            check(browser.scripted("ru", 320, ColorScheme.DARK), paths);
        }

        private void check(Page scripted, String... paths) {
            scripted.context().addCookies(page.context().cookies());
            for (var path : paths) {
                var status = scripted.navigate(server.url() + path).status();
                var where = path + " " + scripted.locator("html").getAttribute("lang") + ": ";
                if (status != 200) {
                    wrong.add(where + status);
                }
                wrong.addAll(Browser.faults(scripted, where));
            }
            scripted.context().close();
        }

        void logIn(String name, String password) {
            open("/login");
            page.fill("#name", name);
            page.fill("#password", password);
            page.click("main button");
        }
    }

    private void ordered(Server server, Look look) {
        var page = look.page();
        look.logIn("anna", "anna-password");
        page.click("main a[href='/client/order']");
        page.click("main a[href='/client/order/1']");
        page.fill("[id='quantities.ip']", "3");
        page.click("main form[method=get] button");
        // 29 of 31 days: 15.00 gives 14.03, two addresses of 2.00 give 3.74, and the set-up of 5.00
        assertThat(page.locator("#first")).containsText("22.77");
        look.shows("1,536,000.00 EUR");
        look.check("/client/order", "/client/order/1");
        page.fill("#domain", "shop");
        page.fill("#password", "secret-123");
        page.click("main form[method=post][action='/client/order/1'] button");
        assertThat(page.locator("[id='domain-fault']")).isVisible();
        page.fill("#domain", "shop.example.com");
        page.fill("#password", "secret-123");
        page.click("main form[method=post][action='/client/order/1'] button");
        assertThat(page.locator("h1 .state-waiting")).isVisible();
        look.shows("22.77 EUR");
        LifeShop.pay(server, "2000000.00");
        LifeShop.finish(server, new OrderId(1));
        page.reload();
        assertThat(page.locator("h1 .state-done")).isVisible();
        page.click("main a[href='/client/services/1']");
        assertThat(page.locator("h1")).containsText("vps1");
        look.shows("19.00 EUR");
        look.check(
                "/client",
                "/client/orders/1",
                "/client/services/1",
                "/client/services/1/change",
                "/client/services/1/end");
        assertThat(scenario.vms()).hasSize(1);
    }

    private void stopped(Server server, Look look) {
        for (var day : List.of("2031-01-03", "2031-01-04", "2031-01-05")) {
            var run = server.post("/api/v1/runs", "{\"server\": 1, \"day\": \"%s\"}".formatted(day));
            if (run.field("status").equals("HELD")) { // so much in one night wants a person
                run = server.post(
                        "/api/v1/runs/" + run.field("id") + "/approval", "{\"reason\": \"the seed’s prices\"}");
            }
            assertThat(run.field("status")).as(run.body()).isEqualTo("DONE");
        }
        assertThat(scenario.vms().iterator().next().running()).isFalse();
        look.logIn("anna", "anna-password");
        assertThat(look.page().locator(".notice h3")).hasCount(1);
        look.shows("10,240 ");
        look.page().click("main a[href='/client/services/1']");
        assertThat(look.page().locator("h1 .state-suspended")).isVisible();
        look.open("/client/statement");
        look.shows("-1,164,000.00 EUR");
        look.shows("-371,700.00 EUR");
        look.shows("-300.00 EUR");
        look.shows("-17.77 EUR");
        look.page().click("tr:has-text('17') a[href^='/client/statement/'] >> nth=-1");
        assertThat(look.page().locator(".notice-ok")).isVisible();
        look.check(
                "/client",
                "/client/services/1",
                "/client/statement",
                look.page().url().replace(server.url(), ""));
    }

    /** A VM that nobody pays for is attached, and closed when it is gone. */
    private void compared(Server server, Look look) {
        scenario.vm("77", "stray", 1).vm("78", "other", 1);
        look.open("/staff/servers/1/vms");
        look.page().selectOption("#account77", "1");
        look.page().selectOption("#per77", "MONTHLY");
        look.page().click("form:has(#account77) button");
        assertThat(look.page().locator("#account77")).hasCount(0);
        assertThat(look.page().locator("#account78")).hasCount(1);
        scenario.remove("77");
        look.open("/staff/servers/1/vms");
        look.page().click("form[action$='/vms/close'] button");
        LifeShop.finish(server, new OrderId(4));
        look.open("/staff/servers/1/vms");
        assertThat(look.page().locator("form[action$='/vms/close']")).hasCount(0);
    }

    private void released(Server server, Look look) {
        server.post("/api/v1/servers/1/upkeep", "{}");
        assertThat(scenario.vms().iterator().next().running()).isTrue();
        look.logIn("anna", "anna-password");
        assertThat(look.page().locator(".state-suspended")).hasCount(0);
        look.open("/client/statement");
        look.shows("-19.00 EUR");
        look.open("/client/services/1/change?quantities.mem=2048");
        look.page().click("main form[method=post][action$='/change'] button");
        LifeShop.finish(server, new OrderId(2));
        look.open("/client/services/1/end");
        look.page().check("#now");
        look.page().click("main form[method=post][action$='/end'] .btn-danger-quiet");
        server.await(
                () -> {
                    server.post("/api/v1/servers/1/upkeep", "{}");
                    return scenario.vms().isEmpty();
                },
                "the end of the VM");
        LifeShop.finish(server, new OrderId(3));
        look.open("/client/services/1");
        assertThat(look.page().locator("h1 .state-dry")).isVisible();
        look.open("/client/statement");
        look.shows("-1.50 EUR");
        look.page().context().clearCookies();
        look.logIn("admin", "test-password");
        compared(server, look);
        look.check(
                "/staff",
                "/staff/clients/1",
                "/staff/clients/1/services/1",
                "/staff/clients/1/orders/3",
                "/staff/servers/1/vms");
    }
}
