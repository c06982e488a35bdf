package org.vimeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.vimeter.simulator.Scenario;
import org.vimeter.simulator.SelfSigned;
import org.vimeter.simulator.Simulator;

/** Each rule of publishing is broken by hand in a browser, and refused there and over REST, at the same field in the same words. */
class CatalogRulesIT {
    private static final String DRAFT = "/api/v1/service-packages/1/draft";
    private static final Scenario SCENARIO = new Scenario();
    private static Simulator simulator;
    private static Server server;
    private static Browser browser;
    private static Page page;

    private static final String VALID = """
            {"name": "VPS", "internalName": "VPS-Start", "currencies": "EUR", "servers": ["s"],
             "images": ["ISPsystem__Debian-12-x86_64"], "prices": [{"currency": "EUR", "per": "MONTHLY", "amount": "10"}],
             "addOns": [
              {"type": "ip", "rule": "INCLUDED", "included": "1"},
              {"type": "disc", "rule": "INCLUDED", "included": "40", "policy": "FORBIDDEN"},
              {"type": "mem", "rule": "ON_ORDER", "minimum": "1024", "maximum": "4096", "step": "1024", "included": "1024"},
              {"type": "ostempl", "rule": "ENUMERATION", "elements": [{"name": "ISPsystem__Debian-12-x86_64", "preset": true}]},
              {"type": "traffic", "rule": "METERED", "unit": "GiB", "included": "10", "limit": "100",
               "prices": [{"currency": "EUR", "per": "OVERAGE", "amount": "0.37"}]}]}
            """;

    @BeforeAll
    static void start() {
        SCENARIO.templates("VPS-Start", "VPS-Big");
        simulator = new Simulator(SCENARIO, Clock.systemUTC());
        server = Server.start(
                Path.of("target", "rules", "" + System.nanoTime()), Map.of("vimeter.collect.automatic", "false"));
        server.create("/api/v1/servers", """
                {"name": "s", "url": "%s", "login": "admin", "password": "simulated", "zone": "UTC"}
                """.formatted(simulator.url()));
        server.post("/api/v1/servers/1/disk-images", "{}");
        server.create("/api/v1/service-packages", VALID);
        browser = new Browser();
        page = browser.plain("en", 1280, ColorScheme.LIGHT);
        new SeedStory(page, server.url(), "").logIn();
    }

    @AfterAll
    static void end() {
        browser.close();
        server.close();
        simulator.close();
    }

    private record Broken(String field, String words, Consumer<Page> how) {}

    private static Map<String, Broken> broken() {
        var all = new LinkedHashMap<String, Broken>();
        all.put(
                "no server",
                form("servers", "No server is chosen", "", "/servers", page -> page.uncheck("[name='servers[]']")));
        all.put(
                "template",
                form("internalName", "no VM template named", "", "/general", fill("internalName", "Nothing")));
        all.put(
                "no price",
                form("prices.EUR.MONTHLY", "no price in EUR", "", "/general", fill("prices.EUR.MONTHLY", "")));
        all.put(
                "negative",
                form("prices.EUR.MONTHLY", "is negative", "", "/general", fill("prices.EUR.MONTHLY", "-1")));
        all.put("no image", new Broken("images", "No disk image is chosen", page -> page.click("button[name=remove]")));
        all.put("image", new Broken("images", "does not list the disk image", page -> images(List.of("Other"))));
        all.put("address", addOn("ip", "included", "a minimum of 1 or more", fill("included", "0")));
        all.put("disk", addOn("disc", "policy", "cannot change disk space", page -> page.uncheck("[name=_forbid]")));
        all.put("memory", new Broken("addOns.mem.minimum", "RAM may be as low as 1024", page -> minimum("2048", "")));
        all.put(
                "disk size",
                new Broken("addOns.disc.included", "Disk space may be as low as 40", page -> minimum("", "50")));
        all.put(
                "system",
                addOn(
                        "ostempl",
                        "elements.Windows",
                        "not the name of a disk image",
                        page -> page.fill("#element0name", "Windows")));
        all.put("limit", addOn("traffic", "limit", "below the included 10", fill("limit", "9")));
        all.put("unit", addOn("traffic", "unit", "measures ms", fill("unit", "second")));
        all.put(
                "negative overage",
                addOn("traffic", "prices.EUR.OVERAGE", "is negative", fill("prices.EUR.OVERAGE", "-0.5")));
        all.put("no value", addOn("disc", "included", "value is missing", fill("included", "")));
        all.put("range", addOn("mem", "maximum", "is above the maximum", fill("minimum", "8192")));
        all.put("step", addOn("mem", "step", "step above zero is missing", fill("step", "")));
        all.put("steps", addOn("mem", "step", "no whole number of steps", fill("step", "1000")));
        all.put("included", addOn("mem", "included", "more than the maximum", fill("included", "8192")));
        all.put(
                "no elements",
                addOn("ostempl", "elements", "nothing to choose from", page -> page.fill("#element0name", "")));
        all.put(
                "preset",
                addOn("ostempl", "elements", "Exactly one element", page -> page.check("[name=_preset][value='1']")));
        all.put("inactive", new Broken("addOns.ip.type", "not active", page -> activation("no")));
        all.put("not metered", new Broken("addOns.ip.rule", "No server counts", page -> {
            page.navigate(server.url() + "/staff/packages/1/add-ons/ip?rule=METERED");
            page.click("form .buttons .btn-primary");
        }));
        return all;
    }

    @TestFactory
    Stream<DynamicTest> everyRuleByBrowserAndByRest() {
        return broken().entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> {
                    assertThat(server.put(DRAFT, VALID).status()).isEqualTo(200);
                    images(List.of("ISPsystem__Debian-12-x86_64"));
                    page.navigate(server.url() + "/staff/packages/1");
                    one.getValue().how().accept(page);
                    try {
                        refusedInTheBrowser(one.getValue());
                        refusedByRest(one.getValue());
                    } finally {
                        activation("yes");
                        minimum("", "");
                    }
                }));
    }

    @Test
    void aCurrencyComesWithItsFieldsAndGoesWithItsPrices() {
        assertThat(server.put(DRAFT, VALID).status()).isEqualTo(200);
        page.navigate(server.url() + "/staff/packages/1");
        page.fill("#currencies", "EUR, USD");
        page.click("form[action$='/general'] .btn-primary");
        page.fill("[id='prices.USD.MONTHLY']", "12");
        page.click("form[action$='/general'] .btn-primary");
        page.navigate(server.url() + "/staff/packages/1/add-ons/traffic");
        page.fill("[id='prices.USD.OVERAGE']", "0.4");
        page.click("form .buttons .btn-primary");
        assertThat(server.get("/api/v1/service-packages/1").body()).contains("\"USD\"");
        page.fill("#currencies", "EUR");
        page.click("form[action$='/general'] .btn-primary");
        assertThat(page.locator(".fault").count()).isZero();
        assertThat(server.get("/api/v1/service-packages/1").body()).doesNotContain("USD");
    }

    @Test
    void aNewVersionCannotStartToday() {
        assertThat(server.put(DRAFT, VALID).status()).isEqualTo(200);
        images(List.of("ISPsystem__Debian-12-x86_64"));
        server.create("/api/v1/service-packages/1/copies", "{\"name\": \"Second\", \"internalName\": \"VPS-Big\"}");
        assertThat(server.post("/api/v1/service-packages/2/publication", "{}").status())
                .isEqualTo(200);
        server.post("/api/v1/service-packages/2/draft", "{}");
        var today = LocalDate.now(ZoneOffset.UTC).toString();
        page.navigate(server.url() + "/staff/packages/2/publication");
        page.fill("#startsOn", today);
        page.click("form[action$='/publication'] .btn-primary");
        assertThat(page.locator("[role=alert]").innerText()).contains("days up to today may be billed already");
        var refused = server.post("/api/v1/service-packages/2/publication", "{\"startsOn\": \"" + today + "\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("\"startsOn\"").contains("days up to today may be billed already");
    }

    @Test
    void aSelfSignedCertificateIsShownPinnedAndThenTrusted(@TempDir Path folder) {
        try (var secure = new Simulator(SCENARIO, Clock.systemUTC(), 0, SelfSigned.context(folder))) {
            page.navigate(server.url() + "/staff/servers/new");
            page.fill("#name", "secure");
            page.fill("#url", secure.url().toString());
            page.fill("#zone", "UTC");
            page.click("[name=_look]");
            var fingerprint = page.locator(".certificate .hash").innerText();
            assertThat(fingerprint).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
            assertThat(page.locator("main").innerText()).contains("CN=vmmanager.example", "does not trust it");
            page.fill("#login", "admin");
            page.fill("#password", "simulated");
            page.click(".buttons .btn-primary");
            assertThat(page.locator("main").innerText()).contains("not trusted").contains("Nothing was sent");
            page.click("a[href$='/edit']");
            page.click("[name=_look]");
            page.check(
                    "[name=certificate][value='" + fingerprint.replace(":", "").toLowerCase(Locale.ROOT) + "']");
            page.click(".buttons .btn-primary");
            assertThat(page.locator("main").innerText()).contains("VPS-Start").doesNotContain("not trusted");
            page.navigate(page.url().replaceFirst("/connection.*", "/edit"));
            assertThat(page.content()).doesNotContain("simulated");
        }
    }

    @Test
    void aUnitsChainIsShownWhileItIsTyped() {
        var live = browser.page(true, 1280, ColorScheme.LIGHT);
        live.context().addCookies(page.context().cookies());
        live.navigate(server.url() + "/staff/units/new");
        live.fill("#name", "fortnight");
        live.fill("#ratio", "336");
        live.fill("#smaller", "hour");
        PlaywrightAssertions.assertThat(live.locator("#preview")).containsText("1,209,600");
        live.fill("#smaller", "fortnight");
        PlaywrightAssertions.assertThat(live.locator("#preview")).containsText("no unit of measure");
    }

    private static void refusedInTheBrowser(Broken broken) {
        page.navigate(server.url() + "/staff/packages/1/publication");
        page.click("form[action$='/publication'] .btn-primary");
        var items = page.locator("[role=alert] li").all();
        var own = items.stream()
                .filter(item -> item.locator("a")
                        .getAttribute("href")
                        .endsWith("#" + broken.field().replaceFirst("addOns\\.\\w+\\.", "")))
                .toList();
        assertThat(own).as(page.locator("main").innerText()).isNotEmpty();
        assertThat(own.get(0).innerText()).contains(broken.words());
        own.get(0).locator("a").click();
        var id = page.url().substring(page.url().indexOf('#') + 1);
        if (!id.equals("rule") && !id.equals("type")) {
            PlaywrightAssertions.assertThat(page.locator("[id='" + id + "']")).hasCount(1); // the page may still come
        }
    }

    private static void refusedByRest(Broken broken) {
        var content = json(server.get("/api/v1/service-packages/1").body()).getJsonObject("content");
        assertThat(server.put(DRAFT, content.toString()).status())
                .as("a draft may be wrong")
                .isEqualTo(200);
        var refused = server.post("/api/v1/service-packages/1/publication", "{}");
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        var errors = json(refused.body()).getJsonArray("errors").getValuesAs(JsonObject.class);
        assertThat(errors).anySatisfy(error -> {
            assertThat(error.getString("field")).isEqualTo(broken.field());
            assertThat(error.getString("message")).contains(broken.words());
        });
    }

    private static Broken form(String field, String words, String part, String action, Consumer<Page> how) {
        return new Broken(field, words, page -> {
            how.accept(page);
            page.click("form[action$='" + part + action + "'] .buttons .btn");
        });
    }

    private static Broken addOn(String name, String field, String words, Consumer<Page> how) {
        return new Broken("addOns." + name + "." + field, words, page -> {
            page.navigate(server.url() + "/staff/packages/1/add-ons/" + name);
            how.accept(page);
            page.click("form .buttons .btn-primary");
        });
    }

    private static Consumer<Page> fill(String id, String value) {
        return page -> page.fill("[id='" + id + "']", value);
    }

    private static void images(List<String> names) {
        SCENARIO.images(names);
        server.post("/api/v1/servers/1/disk-images", "{}");
    }

    private static void minimum(String memory, String disk) {
        server.put("/api/v1/disk-images/1", "{\"memory\": \"%s\", \"disk\": \"%s\"}".formatted(memory, disk));
    }

    private static void activation(String active) {
        page.navigate(server.url() + "/staff/item-types/1");
        var button = page.locator("[id=ip] button[value=" + active + "]");
        if (button.count() > 0) {
            button.click();
        }
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
