package org.vimeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The side doors, tried on the running jar. */
class ShutIT {
    private static final Path FOLDER = Path.of("target", "shut", "" + System.nanoTime());
    private static final String JSON = "application/json";
    private static Server server;

    @BeforeAll
    static void start() {
        server = Server.start(
                FOLDER,
                Map.of("vimeter.collect.automatic", "false", "vimeter.http.seconds", "3", "vimeter.http.rate", "1000"));
        server.create("/api/v1/accounts", """
                {"name": "Boris", "currency": "EUR", "login": "boris", "password": "boris-password"}
                """);
    }

    @AfterAll
    static void end() {
        server.close();
    }

    private static Map<String, String> basic(String name, String password) {
        return Map.of(
                "Authorization",
                "Basic "
                        + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }

    private static Map<String, String> asAdmin(String... more) {
        var headers = new TreeMap<>(basic("admin", "test-password"));
        for (int i = 0; i < more.length; i += 2) {
            headers.put(more[i], more[i + 1]);
        }
        return headers;
    }

    private static HttpResponse<String> send(String verb, String path, String body, Map<String, String> headers) {
        return new Person(server).send(verb, path, body, headers);
    }

    /** A raw request, and the answer's text; empty when the connection is closed without one. */
    private static String raw(String text) throws IOException {
        try (var socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    // -- guessing

    @Test
    void guessesOverRestAreBrakedAndSaySo() {
        var answers = IntStream.range(0, 8)
                .map(i -> send("GET", "/api/v1/accounts", null, basic("carl", "guess" + i))
                        .statusCode())
                .boxed()
                .toList();
        assertThat(answers.subList(0, 5)).containsOnly(401);
        assertThat(answers.subList(5, 8)).containsOnly(429);
        var braked = send("GET", "/api/v1/accounts", null, basic(" CARL ", "guess"));
        assertThat(braked.statusCode()).as("another spelling").isEqualTo(429);
        assertThat(braked.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
        assertThat(send("GET", "/api/v1/accounts", null, asAdmin()).statusCode())
                .as("others come in")
                .isEqualTo(200);
    }

    @Test
    void tenGuessesAtOnceAreNotAllTried() {
        var statuses = IntStream.range(0, 10)
                .parallel()
                .map(i -> new Person(server).logIn("dora", "guess" + i).statusCode())
                .boxed()
                .toList();
        assertThat(statuses).allMatch(status -> List.of(401, 429, 503).contains(status));
        assertThat(statuses).anyMatch(status -> status != 401);
        assertThat(statuses.stream().filter(status -> status == 401).count())
                .as("five are free; on a slow machine a pause ends before the tenth comes")
                .isLessThanOrEqualTo(7);
        assertThat(IntStream.range(0, 10)
                        .map(i -> new Person(server).logIn("Dora", "x").statusCode()))
                .as("two at once are hashed; whoever was turned away for that has used up no try")
                .contains(429);
    }

    @Test
    void aClientsPasswordIsNoneOfTheApi() {
        for (var path : List.of("/api/v1/accounts", "/api/v1/my/account", "/api/v1/my/services")) {
            assertThat(send("GET", path, null, basic("boris", "boris-password")).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
    }

    // -- ambient credentials

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Type | text/plain                         | -              | -             | 403",
                "Content-Type | application/x-www-form-urlencoded  | -              | -             | 403",
                "Content-Type | multipart/form-data; boundary=x    | -              | -             | 403",
                "Accept       | */*                                | -              | -             | 403",
                "Content-Type | application/json                   | Sec-Fetch-Site | same-site     | 403",
                "Content-Type | application/json                   | Sec-Fetch-Site | cross-site    | 403",
                "Content-Type | application/json                   | Origin         | http://localhost:1 | 403",
                "Content-Type | application/json                   | Origin         | null          | 403",
                "Content-Type | application/json                   | Origin         | https://evil.example | 403",
                "Content-Type | application/json                   | Sec-Fetch-Site | same-origin   | 422",
                "Content-Type | application/json                   | -              | -             | 422",
                "X-Requested-With | curl                           | -              | -             | 415",
            })
    void aPageOfAnotherSiteChangesNothingThroughARememberedPassword(
            String header, String value, String other, String otherValue, int status) {
        var headers = other.equals("-") ? asAdmin(header, value) : asAdmin(header, value, other, otherValue);
        assertThat(send("POST", "/api/v1/runs/1/approval", "{\"reason\": \"x\"}", headers)
                        .statusCode())
                .isIn(status, status == 422 ? 404 : 415);
        for (var verb : List.of("PUT", "DELETE")) {
            if (status == 403) {
                assertThat(send(verb, "/api/v1/units/999", verb.equals("PUT") ? "{}" : null, headers)
                                .statusCode())
                        .isIn(403, 415);
            }
        }
    }

    @Test
    void aSessionGivesNoAccessToTheApiAndATokenToNoPage() {
        var admin = Person.loggedIn(server, "admin", "test-password");
        assertThat(admin.get("/api/v1/accounts").statusCode()).isEqualTo(401);
        assertThat(admin.get("/staff").statusCode()).isEqualTo(200);
        var page = admin.form(
                        "/me/tokens", Map.of("label", "x", "scope", "ALL", "days", "1", "present", "test-password"))
                .body();
        var token = page.substring(page.indexOf("vimeter_"), page.indexOf("vimeter_") + 51);
        var bearer = Map.of("Authorization", "Bearer " + token);
        assertThat(send("GET", "/api/v1/accounts", null, bearer).statusCode()).isEqualTo(200);
        assertThat(send("GET", "/staff", null, bearer).statusCode()).isEqualTo(303);
        assertThat(send("GET", "/me", null, bearer).statusCode()).isEqualTo(303);
        assertThat(admin.get("/me").body()).doesNotContain(token);
    }

    // -- paths, sessions, headers

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login;vimeter=a46b2876530e9557038172313f34",
                "/staff;jsessionid=x",
                "/api;x/v1/accounts",
                "/api/v1;x/accounts",
                "/%61pi/v1/accounts",
                "/x/..%2fapi/v1/accounts",
                "/health;x",
                "/metrics;x",
                "/%6detrics",
                "//metrics",
                "/x/../metrics",
                "/openapi;x"
            })
    void anotherSpellingOfAPathIsNoWayAround(String path) throws IOException {
        for (var headers : List.of("", "Authorization: " + asAdmin().get("Authorization") + "\r\n")) {
            var answer =
                    raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n");
            assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("Boris", "jvm_");
        }
    }

    @Test
    void anonymousPagesStartNoSessionAndSessionIdsCannotBeGuessed() {
        for (var path : List.of("/login", "/nothing", "/health", "/assets/x/y", "/login/code", "/staff")) {
            var cookies = send("GET", path, null, Map.of()).headers().allValues("Set-Cookie");
            assertThat(cookies).as(path).noneMatch(one -> one.startsWith("vimeter=") || one.startsWith("JSESSIONID"));
        }
        var one = Person.loggedIn(server, "admin", "test-password");
        var other = Person.loggedIn(server, "admin", "test-password");
        assertThat(one.session()).hasSize(43).isNotEqualTo(other.session());
        var planted = new Person(server);
        planted.session("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        planted.logIn("admin", "test-password");
        assertThat(planted.session()).as("not the key that somebody planted").doesNotContain("AAAA");
    }

    @Test
    void aLogOutAndANewPasswordEndTheSessionForEverybodyWhoHasItsKey() {
        var boris = Person.loggedIn(server, "boris", "boris-password");
        var thief = new Person(server);
        thief.session(boris.session());
        assertThat(thief.get("/client").statusCode()).isEqualTo(200);
        var other = Person.loggedIn(server, "boris", "boris-password");
        assertThat(boris.form("/me/password", Map.of("present", "boris-password", "password", "another-password"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(thief.get("/client").statusCode()).isEqualTo(303);
        assertThat(other.get("/client").statusCode()).isEqualTo(303);
        assertThat(boris.get("/client").statusCode())
                .as("who changed it is still in")
                .isEqualTo(200);
        assertThat(boris.form("/me/password", Map.of("present", "wrong", "password", "boris-password"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(boris.form("/me/password", Map.of("present", "another-password", "password", "boris-password"))
                        .statusCode())
                .isEqualTo(303);
        thief.session(boris.session());
        boris.form("/logout", Map.of());
        assertThat(thief.get("/client").statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login",
                "/nothing",
                "/health",
                "/metrics",
                "/openapi",
                "/api/v1/accounts",
                "/;",
                "/assets/x/y",
                "/staff"
            })
    void everyAnswerCarriesTheProtectingHeaders(String path) {
        var headers = send("GET", path, null, Map.of()).headers();
        for (var name : List.of(
                "Content-Security-Policy",
                "X-Content-Type-Options",
                "Referrer-Policy",
                "Permissions-Policy",
                "X-Frame-Options")) {
            assertThat(headers.allValues(name)).as(name).hasSize(1);
        }
        assertThat(headers.firstValue("Server")).isEmpty();
        assertThat(headers.firstValue("X-Powered-By")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/staff", "/me", "/client/statement"})
    void aRedirectNamesNoHostWhateverTheRequestSays(String path) throws IOException {
        var answer = raw("GET " + path
                + " HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nConnection: close\r\n\r\n");
        assertThat(answer).contains("Location: /login").doesNotContain("evil.example/", "//evil");
        var created = send(
                "POST",
                "/api/v1/units",
                "{\"name\": \"u" + System.nanoTime() + "\", \"title\": \"U\", \"ratio\": \"2\", \"of\": \"B\"}",
                asAdmin("Content-Type", JSON));
        created.headers()
                .firstValue("Location")
                .ifPresent(location -> assertThat(location).startsWith("/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "https://evil.example/",
                "/\\evil.example",
                "/\t/evil.example",
                "javascript:alert(1)"
            })
    void aLogInLeadsToNoOtherSite(String to) {
        var person = new Person(server);
        person.get("/login");
        var answer = person.form("/login", Map.of("name", "admin", "password", "test-password", "to", to));
        assertThat(answer.headers().firstValue("Location").orElse("")).isEqualTo("/");
    }

    // -- numbers

    static List<String> bodies() {
        var bodies = new ArrayList<String>();
        for (var type : new ClassFileImporter().importPackages("org.vimeter.web")) {
            if (!type.getSimpleName().endsWith("Request")) {
                continue;
            }
            Arrays.stream(type.reflect().getFields()).forEach(field -> {
                bodies.add("{\"" + field.getName() + "\": 1E999999999}");
                bodies.add("{\"" + field.getName() + "\": \"1E999999999\"}");
            });
        }
        assertThat(bodies).hasSizeGreaterThan(60);
        return bodies.stream().distinct().toList();
    }

    /** Each field of each request, to each route that takes one; as a number, which is refused unread, and as a text. */
    @ParameterizedTest
    @MethodSource("bodies")
    void noNumberOfARequestIsWrittenOut(String body) {
        for (var route : Routes.ofTheTable().keySet()) {
            if (route.path().startsWith("/api/") && List.of("POST", "PUT").contains(route.verb())) {
                var answer = send(
                        route.verb(), route.path().replaceAll("\\{\\w+}", "1"), body, asAdmin("Content-Type", JSON));
                boolean oneByOne = route.path().equals("/api/v1/verification") // knows no number
                        || (route.path().equals("/api/v1/usage")
                                && answer.body().contains("REFUSED"));
                assertThat(answer.statusCode()).as(route + " " + answer.body()).isBetween(oneByOne ? 200 : 400, 499);
                if (!body.contains("\"1E")) {
                    assertThat(answer.body()).as(route + "").contains("1E999999999");
                }
            }
        }
    }

    @Test
    void aFormsNumberIsNotWrittenOutEither() {
        var admin = Person.loggedIn(server, "admin", "test-password");
        for (var path : List.of(
                "/staff/units", "/staff/packages", "/staff/clients/1/payments", "/staff/clients/1/services/1/limit")) {
            var fields = new TreeMap<String, String>();
            for (var name : List.of(
                    "ratio",
                    "amount",
                    "limit",
                    "revision",
                    "included",
                    "prices.0.amount",
                    "maximum",
                    "key",
                    "name",
                    "title")) {
                fields.put(name, "1E999999999");
            }
            assertThat(admin.form(path, fields).statusCode()).as(path).isBetween(400, 499);
        }
    }

    @Test
    void aNameThatStandsTwiceIsRefused() {
        var answer = send(
                "POST",
                "/api/v1/accounts",
                "{\"name\": \"A\", \"name\": \"B\", \"currency\": \"EUR\"}",
                asAdmin("Content-Type", JSON));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("“name” stands twice");
    }

    // -- slow and broken requests

    @Test
    void aRequestThatDoesNotArriveWholeInTimeLosesItsConnection() throws Exception {
        for (var beginning : List.of(
                "",
                "GET /login HTTP/1.1\r\nHost: x\r\nX: ",
                "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nname=",
                "POST /api/v1/usage HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[")) {
            long start = System.nanoTime();
            try (var socket = new Socket("127.0.0.1", server.port())) {
                socket.setSoTimeout(20_000);
                var out = socket.getOutputStream();
                out.write(beginning.getBytes(StandardCharsets.UTF_8));
                try {
                    for (int i = 0; i < 100; i++) {
                        out.write('x'); // trickles, so that no idle time-out helps
                        Thread.sleep(200);
                    }
                    throw new AssertionError(
                            "still open after " + (System.nanoTime() - start) / 1_000_000 + " ms: " + beginning);
                } catch (IOException closed) {
                    assertThat(closed).isNotNull();
                }
            }
        }
        assertThat(server.log()).as("an aborted body is no incident").doesNotContain("Incident ");
    }

    @Test
    void oneAddressHoldsABoundedNumberOfConnections() throws Exception {
        var sockets = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 140; i++) {
                sockets.add(new Socket("127.0.0.1", server.port()));
            }
            Thread.sleep(300);
            int refused = 0;
            for (var socket : sockets.subList(110, 140)) {
                socket.setSoTimeout(500);
                try {
                    refused += socket.getInputStream().read() < 0 ? 1 : 0;
                } catch (SocketTimeoutException e) {
                    assertThat(e).isNotNull(); // it was let in
                } catch (IOException e) {
                    refused++;
                }
            }
            assertThat(refused).isEqualTo(30);
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
        server.await(() -> server.get("/login").status() == 200, "an answer once they are gone");
    }

    /** A client that offers HTTP/2, as the JDK's own does by itself, is answered in HTTP/1.1, each time. */
    @Test
    void anOfferOfAnotherProtocolIsNotTakenAndDisturbsNothing() throws Exception {
        var client = HttpClient.newHttpClient();
        for (int i = 0; i < 3; i++) {
            var get = HttpRequest.newBuilder(URI.create(server.url() + "/login"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            var answer = client.send(get, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            var post = HttpRequest.newBuilder(URI.create(server.url() + "/login"))
                    .timeout(Duration.ofSeconds(10))
                    .POST(HttpRequest.BodyPublishers.ofString("name=x"))
                    .build();
            assertThat(client.send(post, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(403);
        }
    }

    /** The server's own pages ask for a form's fields; the body is gone by then, and they waited for it for ever. */
    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/metrics", "/openapi", "/nothing", "/login"})
    void aFormForAnyAddressIsAnsweredAtOnce(String path) {
        var form = Map.of("Content-Type", "application/x-www-form-urlencoded");
        for (var verb : List.of("POST", "PUT", "DELETE")) {
            long start = System.nanoTime();
            send(verb, path, "pretty=x", form);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void tooLongAFormIsRefusedBeforeItIsRead() throws IOException {
        var answer = raw(
                "POST /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        + "Content-Length: 1100000\r\n\r\n" + "x".repeat(1_100_000));
        assertThat(answer).startsWith("HTTP/1.1 413");
        server.await(() -> server.log().contains("\"event\":\"request.too-large\""), "the event");
    }

    // -- files and log

    @Test
    void whatTheDataFolderHoldsIsForItsOwnerAlone() throws IOException {
        var data = FOLDER.resolve("data");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
        for (var file : List.of("secret.key", "postgresql.password")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void whoCameInAndWhatWasRefusedIsInTheLogWithoutSecrets() {
        Person.loggedIn(server, "admin", "test-password");
        new Person(server).logIn("eva", "a secret guess");
        new Person(server).send("POST", "/logout", "x=y", Map.of("Content-Type", "application/x-www-form-urlencoded"));
        server.await(
                () -> List.of(
                                "\"event\":\"login.succeeded\"",
                                "\"event\":\"login.failed\"",
                                "\"event\":\"request.csrf\"")
                        .stream()
                        .allMatch(server.log()::contains),
                "the events");
        assertThat(server.log()).doesNotContain("a secret guess", "test-password", "boris-password");
        assertThat(server.log()).contains("{\"event\":\"login.created\"");
    }
}
