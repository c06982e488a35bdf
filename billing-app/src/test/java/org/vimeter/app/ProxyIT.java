package org.vimeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vimeter.login.Keys;
import org.vimeter.simulator.SelfSigned;

/** Behind a real nginx that ends TLS, as the docs demand it. */
class ProxyIT {
    private static final Path FOLDER = Path.of("target", "proxy", "" + System.nanoTime());
    private static Server server;
    private static Process nginx;
    private static int port;
    private static SSLContext trusting;

    @BeforeAll
    static void start() throws IOException, GeneralSecurityException {
        server = Server.start(
                FOLDER,
                Map.of(
                        "vimeter.collect.automatic",
                        "false",
                        "vimeter.proxies",
                        "127.0.0.1",
                        "vimeter.http.connections",
                        "20"));
        var folder = Files.createDirectories(FOLDER.resolve("nginx")).toAbsolutePath();
        SelfSigned.pem(folder.resolve("key.pem"), folder.resolve("certificate.pem"));
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var configuration = folder.resolve("nginx.conf");
        Files.writeString(configuration, """
                daemon off;
                user root;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events {}
                http {
                  access_log off;
                  client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/fastcgi;
                  uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;
                  server {
                    listen 127.0.0.1:%2$d ssl;
                    ssl_certificate %1$s/certificate.pem;
                    ssl_certificate_key %1$s/key.pem;
                    location / {
                      proxy_pass http://127.0.0.1:%3$d;
                      proxy_http_version 1.1;
                      proxy_set_header Host $http_host;
                      proxy_set_header X-Forwarded-Proto $scheme;
                      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                    }
                  }
                }
                """.formatted(folder, port, server.port()));
        nginx = new ProcessBuilder(executable(), "-p", folder.toString(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.log").toFile())
                .start();
        trusting = trusting();
        server.await(() -> ask("127.0.0.1", "GET", "/login", "").startsWith("HTTP/1.1 200"), "the page behind nginx");
    }

    @AfterAll
    static void end() {
        nginx.destroy();
        server.close();
    }

    private static String executable() {
        return Stream.of(System.getenv("VIMETER_NGINX"), "/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/bin/nginx")
                .filter(Objects::nonNull)
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "No proxy for the tests behind one: apt-get install nginx-light, or set VIMETER_NGINX to one"));
    }

    /** Any certificate is good: what is looked at here is what the proxy says. */
    private static SSLContext trusting() throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(
                null,
                new TrustManager[] {
                    new X509TrustManager() {
                        @Override
                        public void checkClientTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public void checkServerTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public X509Certificate[] getAcceptedIssuers() {
                            return new X509Certificate[0];
                        }
                    }
                },
                new SecureRandom());
        return context;
    }

    /** Over TLS, from one of the machine's loopback addresses. */
    private static String ask(String from, String verb, String path, String more) {
        try (var plain = new Socket()) {
            plain.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            plain.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 5000);
            plain.setSoTimeout(30_000);
            try (var socket = (SSLSocket) trusting.getSocketFactory().createSocket(plain, "127.0.0.1", port, true)) {
                var request =
                        verb + " " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n" + more;
                socket.getOutputStream()
                        .write((more.contains("\r\n\r\n") ? request : request + "\r\n")
                                .getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            return e.toString(); // not up yet: the caller looks for an answer
        }
    }

    private static String form(String from, String cookie, String body) {
        return ask(
                from,
                "POST",
                "/login",
                "Cookie: " + cookie + "\r\nOrigin: https://localhost:" + port
                        + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body);
    }

    private static String logIn(String from, String name, String password) {
        return form(
                from,
                "__Host-vimeter-form=abc",
                "name=" + name + "&password=" + password + "&_csrf=" + Keys.digest("form abc"));
    }

    @Test
    void cookiesAreBoundToTheHostRedirectsStayAndHstsIsSent() {
        var page = ask("127.0.0.1", "GET", "/login", "");
        assertThat(page)
                .containsPattern("Set-Cookie: __Host-vimeter-form=[^\r]*Secure")
                .contains("Strict-Transport-Security: max-age=");
        assertThat(ask("127.0.0.1", "GET", "/staff", "")).contains("Location: /login?to=%2Fstaff");
        assertThat(logIn("127.0.0.1", "admin", "test-password"))
                .startsWith("HTTP/1.1 303")
                .containsPattern("Set-Cookie: __Host-vimeter=[^\r]*Secure")
                .containsPattern("Set-Cookie: __Host-vimeter=[^\r]*HttpOnly");
        assertThat(form(
                        "127.0.0.1",
                        "vimeter-form=abc",
                        "name=admin&password=test-password&_csrf=" + Keys.digest("form abc")))
                .as("a cookie that was not bound to the host is none")
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void aClientIsKnownByItsOwnAddress() {
        logIn("127.0.0.7", "frank", "wrong");
        server.await(
                () -> server.log().contains("\"name\":\"frank\",\"address\":\"127.0.0.7\""), "the client’s address");
        // what a client says of itself is not believed: nginx adds what it sees
        ask("127.0.0.8", "GET", "/login;x", "X-Forwarded-For: 6.6.6.6\r\n");
        server.await(() -> server.log().contains("\"event\":\"request.path\",\"at\""), "the event");
        assertThat(server.log()).contains("\"address\":\"127.0.0.8\"").doesNotContain("6.6.6.6");
    }

    @Test
    void guessesOfOneClientBrakeNobodyElseBehindTheProxy() {
        IntStream.range(0, 6).forEach(i -> logIn("127.0.0.9", "greta", "guess" + i));
        assertThat(logIn("127.0.0.9", "greta", "x")).startsWith("HTTP/1.1 429");
        assertThat(logIn("127.0.0.10", "greta", "x")).startsWith("HTTP/1.1 401");
        assertThat(logIn("127.0.0.10", "admin", "test-password")).startsWith("HTTP/1.1 303");
    }

    /** More at once than one address may have connections; they all come from the proxy. */
    @Test
    void theProxyItselfIsNeverBounded() {
        var answers = IntStream.range(0, 60)
                .parallel()
                .mapToObj(i -> ask("127.0.1." + i, "GET", "/login", ""))
                .map(answer -> answer.lines().findFirst().orElse(""))
                .distinct()
                .toList();
        assertThat(answers).isEqualTo(List.of("HTTP/1.1 200 OK"));
    }

    /** Another address of the machine speaks to us directly, and claims what only the proxy may. */
    @Test
    void whoIsNoProxyIsNotBelieved() throws IOException {
        try (var socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.20"), 0));
            socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), server.port()), 5000);
            socket.getOutputStream()
                    .write(("GET /login;direct HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Proto: https\r\n"
                                    + "X-Forwarded-For: 7.7.7.7\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).doesNotContain("Strict-Transport-Security");
        }
        server.await(() -> server.log().contains("\"address\":\"127.0.0.20\""), "the real address");
        assertThat(server.log()).doesNotContain("7.7.7.7");
    }
}
