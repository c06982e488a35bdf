package org.vimeter.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.vimeter.login.Keys;

/** Somebody with cookies, as a browser keeps them, who can send what no browser would. */
final class Person {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private static final String SESSION = "vimeter";
    private static final String FORMS = "vimeter-form";
    private static final Pattern COOKIE = Pattern.compile("([^=]+)=([^;]*)(;.*)?");

    private final String url;
    private final Map<String, String> cookies = new TreeMap<>();

    Person(Server server) {
        this.url = server.url();
    }

    static Person loggedIn(Server server, String name, String password) {
        var person = new Person(server);
        var answer = person.logIn(name, password);
        if (answer.statusCode() != 303) {
            throw new AssertionError(name + " does not come in: " + answer.statusCode() + " " + answer.body());
        }
        return person;
    }

    HttpResponse<String> logIn(String name, String password) {
        send("GET", "/login", null, Map.of());
        return form("/login", Map.of("name", name, "password", password));
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, null, Map.of());
    }

    /** A form as our pages send it, with the token. */
    HttpResponse<String> form(String path, Map<String, String> fields) {
        var all = new TreeMap<>(fields);
        all.put("_csrf", csrf());
        return send("POST", path, encoded(all), Map.of("Content-Type", "application/x-www-form-urlencoded"));
    }

    /** A server may close a connection between two requests, just when the next is on its way: a reading one is repeated. */
    private static HttpResponse<String> answer(HttpRequest request) throws IOException, InterruptedException {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            if (request.method().equals("GET")) {
                return HTTP.send(request, BodyHandlers.ofString());
            }
            throw e;
        }
    }

    HttpResponse<String> send(String verb, String path, String body, Map<String, String> headers) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url + path))
                    .timeout(Duration.ofSeconds(60))
                    .method(verb, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            headers.forEach(request::header);
            if (!cookies.isEmpty()) {
                request.header(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(one -> one.getKey() + "=" + one.getValue())
                                .collect(Collectors.joining("; ")));
            }
            var response = answer(request.build());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(verb + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String csrf() {
        return Keys.digest("form " + cookies.getOrDefault(SESSION, cookies.getOrDefault(FORMS, "")));
    }

    String session() {
        return cookies.getOrDefault(SESSION, "");
    }

    void session(String key) {
        cookies.put(SESSION, key);
    }

    private void keep(String line) {
        var match = COOKIE.matcher(line);
        if (match.matches()) {
            if (match.group(2).isEmpty()) {
                cookies.remove(match.group(1));
            } else {
                cookies.put(match.group(1), match.group(2));
            }
        }
    }

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
