package org.vimeter.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People and their log-ins, in a browser without scripts: second factor, sessions, tokens, and staff who look after others. */
class LoginIT {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final Pattern MORE = Pattern.compile("<p>\\s*<a class=\"btn\" href=\"([^\"]*after=[^\"]*)\">");
    private static Server server;
    private static Browser browser;

    @BeforeAll
    static void start() {
        server = Server.start(
                Path.of("target", "login", "" + System.nanoTime()),
                Map.of("vimeter.collect.automatic", "false", "vimeter.http.rate", "1000"));
        server.create("/api/v1/accounts", """
                {"name": "Anna Berg Webshops", "currency": "EUR", "login": "anna", "password": "anna-password"}
                """);
        browser = new Browser();
    }

    @AfterAll
    static void end() {
        browser.close();
        server.close();
    }

    private static Page door(String language, int width, ColorScheme scheme, String name, String password) {
        var page = browser.plain(language, width, scheme);
        page.navigate(server.url() + "/login");
        page.fill("#name", name);
        page.fill("#password", password);
        page.click("main button");
        return page;
    }

    /** What an authenticator app shows for a secret, by the standard, without our own code. */
    private static String app(String secret, int steps) throws GeneralSecurityException {
        var bits = new StringBuilder();
        for (char letter : secret.toCharArray()) {
            bits.append(String.format("%5s", Integer.toBinaryString(LETTERS.indexOf(letter)))
                    .replace(' ', '0'));
        }
        var key = new byte[bits.length() / 8];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
        }
        var mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(key, "HmacSHA1"));
        long step = Clock.systemUTC().millis() / 30_000 + steps;
        var hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
        int from = hash[19] & 0xf;
        return String.format("%06d", (ByteBuffer.wrap(hash).getInt(from) & 0x7fffffff) % 1_000_000);
    }

    @ParameterizedTest
    @CsvSource({"en, 1280, LIGHT, eva", "ru, 320, DARK, rita"})
    void aSecondFactorFromThePictureToThePaper(String language, int width, ColorScheme scheme, String name)
            throws Exception {
        var wrong = new ArrayList<String>();
        var admin = door(language, width, scheme, "admin", "test-password");
        admin.navigate(server.url() + "/staff/logins");
        wrong.addAll(browser.faultsOf(admin, scheme, "log-ins: "));
        admin.fill("#name", name);
        admin.fill("#password", "a first password");
        admin.fill("#present-create", "test-password");
        admin.click("form[action='/staff/logins'][method=post] button");
        assertThat(admin.locator("main table")).containsText(name);

        var page = door(language, width, scheme, name, "a first password");
        page.click(".top a.who");
        wrong.addAll(browser.faultsOf(page, scheme, "my log-in: "));
        page.click("main a[href='/me/second-factor']");
        wrong.addAll(browser.faultsOf(page, scheme, "second factor: "));
        var secret = page.locator("main code.hash").innerText();
        page.fill("#code", "000000");
        page.fill("#present-on", "a first password");
        page.click("main form .btn-primary");
        assertThat(page.locator("[role=alert]")).isVisible();
        assertThat(page.locator("main code.hash")).hasText(secret);
        page.fill("#code", app(secret, 0));
        page.fill("#present-on", "a first password");
        page.click("main form .btn-primary");
        assertThat(page.locator(".codes li")).hasCount(10);
        var paper = page.locator(".codes li").first().innerText();

        var again = door(language, width, scheme, name, "a first password");
        assertThat(again.url()).contains("/login/code");
        wrong.addAll(browser.faultsOf(again, scheme, "code: "));
        again.navigate(server.url() + "/staff");
        assertThat(again.url()).as("half a log-in opens nothing").contains("/login");
        again.navigate(server.url() + "/login/code");
        again.fill("#code", "123456");
        again.click("main button");
        assertThat(again.locator("[role=alert]")).isVisible();
        again.fill("#code", app(secret, 1));
        again.click("main button");
        assertThat(again.url()).endsWith("/staff");

        var lost = door(language, width, scheme, name, "a first password");
        lost.fill("#code", paper);
        lost.click("main button");
        assertThat(lost.url()).endsWith("/staff");

        admin.navigate(server.url() + "/staff/logins");
        admin.click("main table a:text-is('" + name + "')");
        wrong.addAll(browser.faultsOf(admin, scheme, "a log-in: "));
        admin.fill("#present-factor", "test-password");
        admin.click("form[action$='/second-factor/off'] button");
        lost.reload();
        assertThat(lost.url()).as("his sessions ended").contains("/login");
        assertThat(wrong).isEmpty();
    }

    @Test
    void aClientSeesWhereHeIsLoggedInAndStaffShutHimOut() {
        var phone = door("en", 320, ColorScheme.LIGHT, "anna", "anna-password");
        var desk = door("en", 1280, ColorScheme.LIGHT, "anna", "anna-password");
        desk.navigate(server.url() + "/me");
        assertThat(desk.locator("section[aria-labelledby=sessions] tbody tr")).hasCount(2);
        assertThat(desk.locator("#scope option")).hasCount(1);
        desk.click("text=End all others");
        phone.reload();
        assertThat(phone.url()).contains("/login");
        assertThat(desk.locator("section[aria-labelledby=sessions] tbody tr")).hasCount(1);

        desk.fill("#present-password", "wrong");
        desk.fill("#password", "another-password");
        desk.click("form[action='/me/password'] button");
        assertThat(desk.locator("[role=alert]")).containsText("The present password is wrong");

        var admin = door("en", 1280, ColorScheme.LIGHT, "admin", "test-password");
        admin.navigate(server.url() + "/staff/logins?of=clients&q=ann");
        admin.click("main table a:text-is('anna')");
        admin.click("button:text-is('Disable')");
        assertThat(admin.locator("h1 .state")).hasText("Disabled");
        desk.navigate(server.url() + "/client");
        assertThat(desk.url()).contains("/login");
        var refused = door("en", 1280, ColorScheme.LIGHT, "anna", "anna-password");
        assertThat(refused.locator("[role=alert]")).containsText("Name or password is wrong");
        admin.click("button:text-is('Enable')");
        assertThat(door("en", 1280, ColorScheme.LIGHT, "anna", "anna-password").url())
                .endsWith("/client");
    }

    /** A token made on the page, as a program sends it. */
    private static Map<String, String> token(Page page, String scope, String password) {
        page.navigate(server.url() + "/me");
        page.fill("#label", "A program");
        page.selectOption("#scope", scope);
        page.fill("#present-token", password);
        page.click("form[action='/me/tokens'] button");
        return Map.of("Authorization", "Bearer " + page.locator("#token").innerText());
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return more;
    }

    /** Each body is described field by field, and nothing but the REST API is. */
    private static void theDescriptionKnowsEachBody(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        try (var reader = Json.createReader(new StringReader(answer.body()))) {
            var description = reader.readObject();
            assertThat(description.getJsonObject("paths").keySet())
                    .hasSizeGreaterThan(40)
                    .allMatch(path -> path.startsWith("/api/v1/"));
            var schemas = description.getJsonObject("components").getJsonObject("schemas");
            assertThat(schemas.keySet())
                    .contains("AccountAnswer", "RunAnswer", "OrderAnswer", "AccountRequest", "OrderRequest");
            schemas.forEach((name, schema) -> assertThat(schema.asJsonObject())
                    .as(name)
                    .containsEntry("type", Json.createValue("object"))
                    .containsKey("properties"));
            assertThat(new Description(description).faults()).isEmpty();
            description
                    .getJsonObject("paths")
                    .forEach((path, item) -> item.asJsonObject()
                            .forEach((verb, operation) -> isDescribed(verb + " " + path, operation)));
            assertThat(description.getValue(
                            "/components/responses/Error412/content/application~1problem+json/example/code"))
                    .isEqualTo(Json.createValue("request.changed"));
        }
    }

    private static void isDescribed(String where, JsonValue operation) {
        if (!(operation instanceof JsonObject described) || !described.containsKey("responses")) {
            return; // a path has words of its own
        }
        var responses = described.getJsonObject("responses");
        assertThat(responses).as(where).containsKeys("401", "404", "422");
        responses.forEach((status, response) -> {
            boolean empty = status.equals("204") || response.asJsonObject().containsKey("$ref");
            if (!empty) {
                assertThat(response.toString()).as(where + " " + status).contains("\"schema\"");
            }
        });
    }

    @Test
    void aTokenIsShownOnceWorksForItsPurposeAndIsRevoked() {
        var admin = door("en", 1280, ColorScheme.LIGHT, "admin", "test-password");
        var token = token(admin, "WATCH", "test-password");
        assertThat(browser.faultsOf(admin, ColorScheme.LIGHT, "token: ")).isEmpty();
        var machine = new Person(server);
        var metrics = machine.send("GET", "/metrics", null, token);
        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.body()).contains("jvm_");
        theDescriptionKnowsEachBody(machine.send("GET", "/openapi", null, with(token, "Accept", "application/json")));
        assertThat(machine.send("GET", "/api/v1/accounts", null, token).statusCode())
                .isEqualTo(403);
        admin.navigate(server.url() + "/me");
        admin.click("section[aria-labelledby=tokens] tbody button");
        assertThat(admin.locator("section[aria-labelledby=tokens] tbody")).containsText("Ended");
        assertThat(machine.send("GET", "/metrics", null, token).statusCode()).isEqualTo(401);
        assertThat(admin.request().get(server.url() + "/metrics").status()).isEqualTo(200);
    }

    @Test
    void aClientsTokenReadsHisOwnAndNothingElse() {
        var anna = door("en", 1280, ColorScheme.LIGHT, "anna", "anna-password");
        var token = token(anna, "READ", "anna-password");
        var program = new Person(server);
        assertThat(program.send("GET", "/api/v1/my/account", null, token).body())
                .contains("\"balance\"", "\"EUR\"");
        assertThat(program.send("GET", "/api/v1/my/services", null, token).body())
                .isEqualTo("{\"next\":\"\",\"rows\":[]}");
        assertThat(program.send("GET", "/api/v1/my/entries", null, token).statusCode())
                .isEqualTo(200);
        assertThat(program.send("GET", "/api/v1/accounts", null, token).statusCode())
                .isEqualTo(403);
        var more = Person.loggedIn(server, "anna", "anna-password")
                .form("/me/tokens", Map.of("label", "x", "scope", "ALL", "days", "1", "present", "anna-password"));
        assertThat(more.statusCode()).isEqualTo(422);
        assertThat(more.body()).contains("can give no token the right ALL");
    }

    /** A restart loses nobody: sessions are rows. */
    @Test
    void aSessionOutlivesTheServer() {
        var database = new TestPostgres();
        var folder = Path.of("target", "restart", "" + System.nanoTime());
        var key = "";
        try (var first = Server.start(folder, database.settings())) {
            key = Person.loggedIn(first, "admin", "test-password").session();
        }
        try (var second = Server.start(folder, database.settings())) {
            var admin = new Person(second);
            admin.session(key);
            assertThat(admin.get("/staff").statusCode()).isEqualTo(200);
            for (int i = 0; i < 5; i++) {
                new Person(second).logIn("gina", "guess");
            }
        }
        try (var third = Server.start(folder, database.settings())) {
            assertThat(new Person(third).logIn("gina", "guess").statusCode()).isIn(401, 429);
            assertThat(database.list("select failures::text from login_attempt where subject like 'gina%'"))
                    .isEqualTo(List.of("6"));
            listsAreWholeAtTheirEdges(third, database);
        }
    }

    /** None, one, one page, one more than a page, and ten thousand: each is shown once, and no link leads to nothing. */
    private static void listsAreWholeAtTheirEdges(Server server, TestPostgres database) {
        var admin = Person.loggedIn(server, "admin", "test-password");
        int there = 0;
        for (int wanted : new int[] {0, 1, 50, 51, 10_000}) {
            database.list("""
                    with a as (insert into account (name, currency)
                            select 'Client ' || n, 'EUR' from generate_series(%d, %d) n returning id, name)
                    insert into login (name, password_hash, role, account_id)
                        select lower(name), 'x', 'client', id from a returning name
                    """.formatted(there + 1, wanted));
            there = wanted;
            for (var list : List.of("/staff/clients", "/staff/logins?of=clients")) {
                assertThat(walked(admin, list, wanted / 50 + 2)).as(list).isEqualTo(wanted);
            }
        }
        var found = admin.get("/staff/logins?of=clients&q=CLIENT%209999").body();
        assertThat(found).contains("client 9999").doesNotContain("client 9998");
        assertThat(admin.get("/staff/logins?of=clients&q=%25").body())
                .as("a sign is a sign")
                .doesNotContain("client 1<");
    }

    /** How many different rows there are, read on by the link below them. */
    private static int walked(Person person, String list, int mostPages) {
        var rows = new HashSet<String>();
        var row = Pattern.compile("<a href=\"" + list.replaceAll("\\?.*", "") + "/(\\d+)\"");
        var next = list;
        for (int pages = 0; !next.isEmpty(); pages++) {
            assertThat(pages).as("pages of " + list).isLessThan(mostPages);
            var body = person.get(next).body();
            int before = rows.size();
            row.matcher(body).results().forEach(one -> rows.add(one.group(1)));
            assertThat(pages == 0 || rows.size() > before)
                    .as("a link to nothing: " + next)
                    .isTrue();
            var more = MORE.matcher(body);
            next = more.find() ? more.group(1).replace("&amp;", "&") : "";
        }
        return rows.size();
    }
}
