package org.vimeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What all resources of the REST API have in common: lists, tags, keys, and members that nobody knows. */
class RestIT {
    private static final Pattern NEXT = Pattern.compile("<(/api/v1/[^>]*)>; rel=\"next\"");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Server server;

    @BeforeAll
    static void start() {
        server = Server.start(Path.of("target", "rest", "" + System.nanoTime()), new TestPostgres().settings());
        server.await(() -> server.get("/api/v1/units").status() == 200, "the API");
    }

    @AfterAll
    static void end() {
        server.close();
    }

    /** None, one, a part, and one more, each of them once. */
    @Test
    void aListIsReadOnByItsLink() throws Exception {
        assertThat(names("/api/v1/accounts?q=list&limit=2")).isEmpty();
        for (int made = 1; made <= 5; made++) {
            account("list " + made);
            var pages = (made + 1) / 2;
            assertThat(names("/api/v1/accounts?q=list&limit=2"))
                    .as("%d pages", pages)
                    .hasSize(made)
                    .doesNotHaveDuplicates();
        }
        assertThat(names("/api/v1/accounts?q=list+3")).containsExactly("list 3");
        var whole = send("GET", "/api/v1/accounts?q=list&limit=5", null, Map.of());
        assertThat(whole.headers().firstValue("Link")).isEmpty();
        assertThat(send("GET", "/api/v1/accounts?after=x", null, Map.of()).statusCode())
                .isEqualTo(422);
    }

    /** All lists have one form, also those of which there is nothing. */
    @Test
    void everyListHasRows() throws Exception {
        for (var path : List.of(
                "accounts",
                "services",
                "services?account=1&ended=true",
                "servers",
                "orders",
                "orders?status=DONE",
                "runs",
                "suspensions",
                "suspensions?service=1",
                "units",
                "service-packages",
                "disk-images",
                "item-types",
                "item-types/1/add-on-types")) {
            var answer = send("GET", "/api/v1/" + path, null, Map.of());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(json(answer)).as(path).containsKeys("rows", "next");
        }
    }

    /** A filter that cannot be read is not one that is not there; an empty one is. */
    @Test
    void aFilterIsReadOrRefused() throws Exception {
        for (var path : List.of("services?ended=yes", "orders?status=open+ones", "service-packages?state=x")) {
            var answer = send("GET", "/api/v1/" + path, null, Map.of());
            assertThat(answer.statusCode()).as(path).isEqualTo(422);
            assertThat(json(answer).getString("code")).isEqualTo("request.constant");
        }
        var read = List.of(
                "services?ended=",
                "orders?status=",
                "service-packages?state=",
                "orders?status=OPEN",
                "service-packages?state=DRAFT");
        for (var path : read) {
            assertThat(send("GET", "/api/v1/" + path, null, Map.of()).statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
    }

    private static String addressOf(HttpResponse<String> made) {
        return made.headers()
                .firstValue("Location")
                .map(URI::create)
                .orElseThrow()
                .getPath();
    }

    @Test
    void whatIsNotAsItWasSeenIsNotChanged() throws Exception {
        var made = send(
                "POST",
                "/api/v1/units",
                "{\"name\": \"dozen\", \"title\": \"Dozen\", \"smaller\": \"piece\", \"ratio\": \"12\"}",
                Map.of());
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        var address = addressOf(made);
        var seen = send("GET", address, null, Map.of())
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        assertThat(made.headers().firstValue("ETag")).contains(seen);
        var mine = "{\"name\": \"dozen\", \"title\": \"Mine\", \"smaller\": \"piece\", \"ratio\": \"12\"}";
        var changed = send("PUT", address, mine, Map.of("If-Match", seen));
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        var late = send("PUT", address, mine.replace("Mine", "Theirs"), Map.of("If-Match", seen));
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(json(late).getString("code")).isEqualTo("request.changed");
        assertThat(send("DELETE", address, null, Map.of("If-Match", seen)).statusCode())
                .isEqualTo(412);
        assertThat(json(send("GET", address, null, Map.of())).getString("title"))
                .isEqualTo("Mine");
        var now = changed.headers().firstValue("ETag").orElseThrow();
        assertThat(send("DELETE", address, null, Map.of("If-Match", now)).statusCode())
                .isEqualTo(204);
    }

    @Test
    void anActionAsksTheTagOfWhatItActsOn() throws Exception {
        var body = "{\"name\": \"Tagged\", \"internalName\": \"tagged\", \"currencies\": \"EUR\", \"revision\": %d}";
        var made = send("POST", "/api/v1/service-packages", body.formatted(0), Map.of());
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        var address = addressOf(made);
        var seen = made.headers().firstValue("ETag").orElseThrow();
        int revision = json(made).getJsonObject("content").getInt("revision");
        var changed = send("PUT", address + "/draft", body.formatted(revision).replace("Tagged", "Mine"), Map.of());
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(send("POST", address + "/publication", "{}", Map.of("If-Match", seen))
                        .statusCode())
                .as("publication")
                .isEqualTo(412);
        assertThat(send("POST", address + "/draft", "", Map.of("If-Match", seen))
                        .statusCode())
                .as("the next draft")
                .isEqualTo(412);
        var stale = send("PUT", address + "/draft", body.formatted(revision), Map.of());
        assertThat(stale.statusCode()).as(stale.body()).isEqualTo(409);
        assertThat(json(stale).getString("code")).isEqualTo("draft.changed");
    }

    /** What a page shows, a token among it, is in no header. */
    @Test
    void pagesHaveNoTag() throws Exception {
        assertThat(send("GET", "/login", null, Map.of()).headers().firstValue("ETag"))
                .isEmpty();
    }

    @Test
    void moneyIsBookedOncePerKey() throws Exception {
        var address = account("once") + "/payments";
        var without = send("POST", address, "{\"amount\": \"5.00\"}", Map.of());
        assertThat(without.statusCode()).isEqualTo(400);
        assertThat(json(without).getString("code")).isEqualTo("request.idempotency-key");
        for (var key : List.of("one", "one", "\"one\"")) {
            var booked = send("POST", address, "{\"amount\": \"5.00\"}", Map.of("Idempotency-Key", key));
            assertThat(booked.statusCode()).as(booked.body()).isEqualTo(201);
        }
        var entries = json(send("GET", address.replace("payments", "entries"), null, Map.of()));
        assertThat(entries.getJsonArray("rows")).hasSize(1);
    }

    /** A name that was misspelt said nothing before, and something else was done than was meant. */
    @Test
    void aMemberThatNobodyKnowsIsNamed() throws Exception {
        var top = send(
                "POST",
                "/api/v1/accounts",
                "{\"name\": \"x\", \"currency\": \"EUR\", \"creditlimit\": \"5\"}",
                Map.of());
        assertThat(top.statusCode()).isEqualTo(422);
        assertThat(top.body()).contains("\"field\":\"creditlimit\"", "creditLimit");
        var deep = send("POST", "/api/v1/service-packages", """
                {"name": "VPS", "internalName": "vps", "currencies": "EUR", "prices": [{"currency": "EUR", "per": "MONTHLY", "amont": "1"}],
                 "addOns": [{"type": "ip", "rule": "INCLUDED", "prices": [{"Amount": "2"}]}]}
                """, Map.of());
        assertThat(deep.statusCode()).isEqualTo(422);
        assertThat(deep.body()).contains("\"field\":\"prices.0.amont\"", "\"field\":\"addOns.0.prices.0.Amount\"");
        assertThat(names("/api/v1/accounts?q=x")).isEmpty();
    }

    /** Before anything is started, with where it comes from. */
    @Test
    void aWrongValueOfAKeyIsSaidAtTheStart() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "-Dvimeter.chunk=0", "-jar", Server.JAR.toString())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(2);
        assertThat(said)
                .contains("The system property vimeter.chunk is “0”", "not started")
                .doesNotContain("\tat ");
    }

    private static List<String> names(String path) throws Exception {
        var names = new ArrayList<String>();
        var next = path;
        while (!next.isEmpty()) {
            var answer = send("GET", next, null, Map.of());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            json(answer)
                    .getJsonArray("rows")
                    .getValuesAs(JsonObject.class)
                    .forEach(row -> names.add(row.getString("name")));
            var link = NEXT.matcher(answer.headers().firstValue("Link").orElse(""));
            next = link.matches() ? link.group(1) : "";
        }
        return names;
    }

    /** The address of a new one. */
    private static String account(String name) throws Exception {
        var made =
                send("POST", "/api/v1/accounts", "{\"name\": \"%s\", \"currency\": \"EUR\"}".formatted(name), Map.of());
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return addressOf(made);
    }

    private static JsonObject json(HttpResponse<String> answer) {
        try (var reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }

    private static HttpResponse<String> send(String verb, String path, String json, Map<String, String> headers)
            throws Exception {
        var basic = Base64.getEncoder().encodeToString("admin:test-password".getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/json")
                .method(
                        verb,
                        json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json));
        headers.forEach(request::header);
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
