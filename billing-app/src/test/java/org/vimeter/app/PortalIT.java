package org.vimeter.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People at the demo, as {@code ./mvnw -Pdemo} starts it: ninety days billed, then every page in a real browser. */
class PortalIT {
    /** Puts a name of so many letters wherever a name of one of the demo's VMs stands, and says in how many places. */
    private static final String LONG_NAME = """
            letters => {
                const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                let replaced = 0;
                while (texts.nextNode()) {
                    const text = texts.currentNode.textContent.replace(/\\b(shop-frontend|db-orders|runaway-backup|wiki|berlin-1)\\b/g, 'w'.repeat(letters));
                    if (text !== texts.currentNode.textContent) {
                        texts.currentNode.textContent = text;
                        replaced++;
                    }
                }
                return replaced;
            }
            """;

    private static Server server;
    private static Browser browser;

    @BeforeAll
    static void startTheDemo() {
        server = Server.start(
                Path.of("target", "portal", "" + System.nanoTime()),
                Map.of("vimeter.demo", "true", "vimeter.collect.automatic", "false"));
        server.await(() -> server.log().contains("Vimeter is ready"), "the end of the demo's ninety days");
        browser = new Browser();
    }

    @AfterAll
    static void end() {
        browser.close();
        server.close();
    }

    private static Page page(String user, boolean javaScript) {
        return logIn(browser.page(javaScript, 1280, ColorScheme.LIGHT), user);
    }

    private static Page logIn(Page page, String user) {
        page.navigate(server.url() + "/login");
        page.fill("#name", user);
        page.fill("#password", "demo");
        page.click("main button");
        return page;
    }

    @Test
    void theFirstPageComesInTime() {
        assertThat(server.tookToStart).isLessThan(Duration.ofMinutes(3));
    }

    @Test
    void aClientFollowsACentToItsUsageWithoutJavaScript() {
        var page = page("anna", false);
        assertThat(page.locator("h1")).hasText("Anna Berg Webshops");
        page.click("text=shop-frontend");
        assertThat(page.locator("figure svg.chart")).hasCount(4);
        page.locator("summary").first().click();
        page.click("nav >> text=Statement");
        page.locator("text=Why?").first().click();
        assertThat(page.locator("main")).containsText("it matches to the cent");
        assertThat(page.locator("main")).containsText("Price of the period so far, rounded once");
    }

    @Test
    void everyChargeOfTheDemoExplainsItself() {
        var page = page("anna", false);
        page.navigate(server.url() + "/client/statement");
        var links = page.locator("td >> text=Why?").all().stream()
                .map(link -> link.getAttribute("href"))
                .toList();
        assertThat(links).hasSizeGreaterThan(20);
        for (var link : links) {
            page.navigate(server.url() + link);
            assertThat(page.locator("main")).containsText("it matches to the cent");
        }
    }

    @Test
    void aClientChoosesRussianAndDark() {
        var page = page("anna", false);
        page.click("button[value=ru]");
        assertThat(page.locator("nav >> a[aria-current=page]")).hasText("Услуги");
        page.click("button[value=dark]");
        assertThat(page.locator("html")).hasAttribute("data-bs-theme", "dark");
        page.click("text=Выйти");
        assertThat(page.locator("h1")).hasText("Вход");
    }

    @Test
    void staffDryRunThenRunAFinishedDayAgainAndNothingIsDebited() {
        var page = page("admin", false);
        page.click("text=Dry run");
        assertThat(page.locator("main")).containsText("nothing was stored, debited or suspended");
        page.navigate(server.url() + "/staff");
        page.click("text=Run now");
        page.waitForSelector("h1 .state-done");
        assertThat(page.locator("dl div", new Page.LocatorOptions().setHasText("Charges"))
                        .locator("dd"))
                .hasText("0");
    }

    @Test
    void nobodySeesWhatIsNotHis() {
        var page = page("anna", false);
        for (var path : List.of("/client/services/6", "/client/services/999999", "/client/statement/1000000")) {
            assertThat(page.navigate(server.url() + path).status()).as(path).isEqualTo(404);
        }
        for (var path : List.of("/staff", "/staff/clients/2", "/staff/runs/1")) {
            assertThat(page.navigate(server.url() + path).status()).as(path).isEqualTo(403);
        }
        assertThat(page.request().get(server.url() + "/api/v1/accounts").status())
                .as("a session opens no API")
                .isEqualTo(401);
        var stranger = browser.page(false, 1280, ColorScheme.LIGHT);
        stranger.navigate(server.url() + "/client/statement");
        assertThat(stranger).hasURL(Pattern.compile(".*/login\\?to=.*statement"));
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        var page = page("admin", false);
        var answer = page.request()
                .post(
                        server.url() + "/staff/runs",
                        RequestOptions.create()
                                .setForm(FormData.create().set("server", 1).set("day", "2026-01-01")));
        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void aWrongPasswordIsSaidPlainly() {
        var page = browser.page(false, 1280, ColorScheme.LIGHT);
        page.navigate(server.url() + "/login");
        page.fill("#name", "anna");
        page.fill("#password", "wrong");
        page.click("main button");
        assertThat(page.locator("[role=alert]")).containsText("Name or password is wrong");
    }

    @Test
    void everyPageFitsAPhoneAndPassesAxeInLightAndDark() {
        var pages = Map.of(
                "anna",
                List.of("/client", "/client/services/1", "/client/services/4", "/client/statement", "why"),
                "admin",
                List.of(
                        "/staff",
                        "/staff/runs/90",
                        "/staff/renewals",
                        "/staff/verification",
                        "/staff/servers/1",
                        "/staff/clients",
                        "/staff/clients/3",
                        "/nothing"));
        var wrong = new ArrayList<String>();
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : new int[] {320, 1280}) {
                pages.forEach((user, paths) -> {
                    var page = logIn(browser.page(true, width, scheme), user);
                    boolean axe = (width == 320) == (scheme == ColorScheme.DARK);
                    paths.forEach(path -> wrong.addAll(check(page, path, width + " " + scheme, axe)));
                    page.context().close();
                });
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Servers allow long names, and a name without a break in it fits where a short one does. */
    @Test
    void theLongestNameOfAVmBreaksNoPage() {
        var wrong = new ArrayList<String>();
        var vm = Map.of(
                "anna", List.of("/client", "/client/services/1", "/client/statement"),
                "admin", List.of("/staff", "/staff/clients/1", "/staff/servers/1", "/staff/runs/90"));
        for (int width : new int[] {320, 1280}) {
            vm.forEach((user, paths) -> {
                var page = logIn(browser.page(true, width, ColorScheme.LIGHT), user);
                for (var path : paths) {
                    for (int letters : new int[] {63, 120, 200}) {
                        page.navigate(server.url() + path);
                        int replaced = (int) page.evaluate(LONG_NAME, letters);
                        assertThat(replaced).as(path).isPositive();
                        wrong.addAll(Browser.sideways(page, path + ", " + letters + " letters, " + width + ": "));
                    }
                }
                page.context().close();
            });
        }
        assertThat(wrong).isEmpty();
    }

    private static List<String> check(Page page, String path, String how, boolean axe) {
        if (path.equals("why")) {
            page.navigate(server.url() + "/client/statement");
            page.locator("text=Why?").first().click();
        } else {
            var answer = page.navigate(server.url() + path);
            assertThat(answer.headerValue("content-security-policy"))
                    .contains("default-src 'none'")
                    .doesNotContain("unsafe");
        }
        var where = path + " at " + how + ": ";
        var wrong = new ArrayList<String>();
        wrong.addAll(axe ? Browser.faults(page, where) : Browser.sideways(page, where));
        return wrong;
    }
}
