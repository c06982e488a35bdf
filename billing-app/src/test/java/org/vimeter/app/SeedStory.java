package org.vimeter.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;

/** A whole package, made by hand in the staff portal by field names alone, so that it reads the same in every language. */
final class SeedStory {
    static final String DEBIAN = "ISPsystem__Debian-12-x86_64";
    static final String UBUNTU = "ISPsystem__Ubuntu-24.04-amd64";

    private final Page page;
    private final String url;
    private final String simulator;

    SeedStory(Page page, String url, String simulator) {
        this.page = page;
        this.url = url;
        this.simulator = simulator;
    }

    void logIn() {
        page.navigate(url + "/login");
        page.fill("#name", "admin");
        page.fill("#password", "test-password");
        page.click("main button");
    }

    void connectTheServer() {
        page.navigate(url + "/staff/catalog");
        page.click("main a[href='/staff/servers/new']");
        fill("name", "berlin-1");
        fill("url", simulator);
        fill("zone", "UTC");
        fill("login", "admin");
        fill("password", "simulated");
        save("/staff/servers");
        assertThat(page.locator("main")).containsText("VPS-Start");
        assertThat(page.locator("main")).containsText("kvm-node-2");
        page.fill("#vm", "client-vm");
        page.click("form[action*=statistics] button");
        assertThat(page.locator("main")).containsText("3,221,225,472,000".replace(",", separator()));
        page.click("form[action$='/images'] button");
        assertThat(page.locator("main table")).containsText(DEBIAN);
    }

    void draftThePackage() {
        page.navigate(url + "/staff/packages/new");
        fill("name", "VPS");
        fill("internalName", "VPS-Start");
        fill("currencies", "EUR");
        save("/staff/packages");
        fill("prices.EUR.MONTHLY", "15");
        fill("prices.EUR.SETUP", "5");
        save("/general");
        page.check("input[name='servers[]'][value='berlin-1']");
        save("/servers");
        page.click("button[name=add][value='" + DEBIAN + "']");
        page.click("button[name=add][value='" + UBUNTU + "']");
    }

    /** In this order: addresses, disk, traffic, CPU time, IO, RAM, operating system. */
    void addTheAddOns() {
        addOn("ip", "ON_ORDER", Map.of("minimum", "1", "maximum", "8", "step", "1", "included", "1"));
        begin("disc", "INCLUDED");
        fill("included", "40");
        page.check("input[name=_forbid]");
        save("/add-ons");
        begin("traffic", "METERED");
        fill("unit", "GiB");
        fill("included", "5120");
        fill("limit", "10240");
        fill("prices.EUR.OVERAGE", "300");
        save("/add-ons");
        perDay("cpu", "second", "3600", "0.01");
        newAddOnType();
        perDay("io", "iops", "10", "2");
        addOn("mem", "INCLUDED", Map.of("included", "2048"));
        begin("ostempl", "ENUMERATION");
        page.fill("#element0name", DEBIAN);
        page.check("input[name=_preset][value='0']");
        page.fill("#element1name", UBUNTU);
        page.fill("[name='elements.1.prices.0.amount']", "3");
        save("/add-ons");
    }

    private void newAddOnType() {
        var draft = page.url();
        page.click("a[href='/staff/item-types/1']");
        page.click("main a.btn-primary");
        fill("title", "IO");
        fill("name", "io");
        fill("unit", "iops");
        save("/add-on-types");
        assertThat(page.locator("[id=io]")).containsText("IO");
        page.navigate(draft);
    }

    private void perDay(String type, String unit, String included, String price) {
        begin(type, "METERED");
        fill("unit", unit);
        fill("included", included);
        page.selectOption("#period", "DAY");
        fill("prices.EUR.OVERAGE", price);
        save("/add-ons");
    }

    private void addOn(String type, String rule, Map<String, String> fields) {
        begin(type, rule);
        fields.forEach(this::fill);
        save("/add-ons");
    }

    private void begin(String type, String rule) {
        page.selectOption("#type", type);
        page.click("form[action$='/add-ons/new'] button");
        page.click("main nav a[href$='rule=" + rule + "']");
    }

    void publish() {
        page.click("a[href$='/publication'] >> nth=0");
        assertThat(page.locator("main [role=status]")).hasCount(1);
        assertThat(page.locator("main [role=alert]")).hasCount(0);
        save("/publication");
        assertThat(page.locator("h1 .state-published")).hasCount(1);
    }

    private void fill(String id, String value) {
        page.fill("[id='" + id + "']", value);
    }

    /** Presses the first button of the form that is sent to an address. */
    private void save(String action) {
        page.click("form[method=post][action$='" + action + "'] .buttons .btn-primary, form[method=post][action$='"
                + action + "'] .buttons .btn >> nth=0");
        assertThat(page.locator(".fault")).hasCount(0);
        assertThat(page.getByRole(AriaRole.MAIN)).isVisible();
    }

    /** Of thousands, in the language of the page. */
    private String separator() {
        return "ru".equals(page.locator("html").getAttribute("lang")) ? "\u00a0" : ",";
    }
}
