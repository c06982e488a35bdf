package org.vimeter.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The log-in at a real provider: starts Keycloak and the built jar, links a log-in, comes in with it, and tries what must not
 * work. {@code ./mvnw -Poidc -pl billing-app -am -DskipTests package}
 */
public final class OidcTrial {
    private static final String REALM = """
            {"realm": "vimeter", "enabled": true, "sslRequired": "none",
             "clients": [{"clientId": "vimeter", "secret": "client-secret", "publicClient": false, "standardFlowEnabled": true,
                          "redirectUris": ["http://localhost:*"], "attributes": {"pkce.code.challenge.method": "S256"}}],
             "users": [{"username": "somebody", "enabled": true, "email": "s@example.org", "emailVerified": true,
                        "firstName": "S", "lastName": "B",
                        "credentials": [{"type": "password", "value": "provider-password", "temporary": false}]}]}
            """;
    private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");
    private static final Pattern LEAVING = Pattern.compile("href=\"(http[^\"]*openid-connect/auth[^\"]*)\"");

    private OidcTrial() {}

    public static void main(String[] arguments) throws Exception {
        var home = Path.of(arguments[0]);
        int port = freePort();
        Files.createDirectories(home.resolve("data").resolve("import"));
        Files.writeString(home.resolve("data").resolve("import").resolve("vimeter.json"), REALM);
        var keycloak = new ProcessBuilder(
                        "sh",
                        home.resolve("bin").resolve("kc.sh").toString(),
                        "start-dev",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--import-realm")
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("keycloak.log").toFile())
                .start();
        int status = 1;
        try (var server = Server.start(
                Path.of("target", "oidc", "" + System.nanoTime()),
                Map.of(
                        "vimeter.collect.automatic", "false",
                        "vimeter.url", "http://localhost:{port}",
                        "vimeter.oidc.issuer", "http://127.0.0.1:" + port + "/realms/vimeter",
                        "vimeter.oidc.client.secret", "client-secret",
                        "vimeter.oidc.title", "Keycloak"))) {
            server.await(() -> isUp(port), "Keycloak");
            perform(server);
            status = 0;
        } finally {
            keycloak.descendants().forEach(ProcessHandle::destroyForcibly);
            keycloak.destroyForcibly();
        }
        System.exit(status);
    }

    private static void perform(Server server) {
        var stranger = new Person(server);
        check("the log-in page has the button", stranger.get("/login").body().contains("Keycloak"), "");
        var unlinked = comeBack(stranger, provider(location(stranger.get("/login/provider"))));
        check("whom nobody linked does not come in", unlinked.statusCode() == 422, unlinked.body());
        check("nor has he a session", stranger.get("/staff").statusCode() == 303, "");

        var admin = Person.loggedIn(server, "admin", "test-password");
        var wrong = admin.form("/login/provider/link", Map.of("present", "wrong"));
        check("linking wants the password", wrong.statusCode() == 422, wrong.body());
        var page = admin.form("/login/provider/link", Map.of("present", "test-password"))
                .body();
        var leaving = LEAVING.matcher(page);
        check("then it leads to the provider", leaving.find(), page);
        var back = provider(leaving.group(1).replace("&amp;", "&"));
        var linked = comeBack(admin, back);
        check(
                "and links the two",
                linked.statusCode() == 303 && location(linked).equals("/me?saved=yes"),
                linked.body());
        check("a way back works once", comeBack(admin, back).statusCode() == 422, "");

        var person = new Person(server);
        var in = comeBack(person, provider(location(person.get("/login/provider?to=/staff"))));
        check("then he comes in", in.statusCode() == 303 && location(in).equals("/staff"), in.body());
        check("as himself", person.get("/staff").statusCode() == 200, "");

        var victim = new Person(server);
        var begun = location(victim.get("/login/provider"));
        var other = new Person(server);
        var foreign = provider(location(other.get("/login/provider")));
        check("another's way back is refused", comeBack(victim, foreign).statusCode() == 422, begun);
        var site = new Person(server).send("GET", "/login/provider", null, Map.of("Sec-Fetch-Site", "cross-site"));
        check("another site starts nothing", site.statusCode() == 403, site.body());
        check("the events are in the log", server.log().contains("\"by\":\"provider\""), "");
    }

    /** At the provider, with name and password; gives the address that it sends the browser back to. */
    private static String provider(String address) {
        try {
            var client = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
            var page = client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
            var form = FORM.matcher(page.body());
            check("the provider asks who it is", form.find(), page.statusCode() + " " + page.body());
            // A cookie manager would keep secure cookies back from plain HTTP, which this Keycloak speaks on loopback.
            var cookies = page.headers().allValues("Set-Cookie").stream()
                    .map(line -> line.split(";", 2)[0])
                    .collect(Collectors.joining("; "));
            var post = HttpRequest.newBuilder(URI.create(form.group(1).replace("&amp;", "&")))
                    .header("Cookie", cookies)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("username=somebody&password=provider-password"))
                    .build();
            var answer = client.send(post, BodyHandlers.ofString());
            check("and sends him back", answer.statusCode() == 302, answer.statusCode() + " " + answer.body());
            return answer.headers().firstValue("Location").orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> comeBack(Person person, String address) {
        var uri = URI.create(address);
        return person.get(uri.getRawPath() + "?" + uri.getRawQuery());
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private static void check(String what, boolean holds, String otherwise) {
        System.out.println((holds ? "ok      " : "NOT OK  ") + what);
        if (!holds) {
            throw new AssertionError(what + ": " + otherwise);
        }
    }

    private static boolean isUp(int port) {
        try {
            var address = URI.create("http://127.0.0.1:" + port + "/realms/vimeter/.well-known/openid-configuration");
            return HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false; // not up yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
