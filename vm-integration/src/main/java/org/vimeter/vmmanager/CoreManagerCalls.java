package org.vimeter.vmmanager;

import static java.util.stream.Collectors.joining;

import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.vimeter.problem.Problem;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;

/** Calls functions of one COREmanager. Parameters go in the body, so that no password stands in an access log. */
final class CoreManagerCalls {
    private final HttpClient http;
    private final ServerConnection server;
    private final long timeoutSeconds;
    private final long largestAnswer;

    CoreManagerCalls(HttpClient http, ServerConnection server) {
        this.http = http;
        this.server = server;
        this.timeoutSeconds = Long.parseLong(server.setting("timeout"));
        this.largestAnswer = Long.parseLong(server.setting("answer.maximum"));
    }

    /** The answer's root; an error document is a {@link ServerFault}. */
    XmlElement call(String function, Map<String, String> parameters) throws ServerFault {
        var response = send(function, parameters);
        if (response.statusCode() != 200) {
            throw fault("server.http", function, false, response.statusCode());
        }
        var root = new XmlAnswer(server.name(), function, url()).read(response.body());
        var error = root.child("error");
        if (error.isPresent()) {
            throw error(function, error.get());
        }
        return root;
    }

    private HttpResponse<byte[]> send(String function, Map<String, String> parameters) throws ServerFault {
        var request = HttpRequest.newBuilder(server.url())
                .timeout(Duration.ofSeconds(timeoutSeconds))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(function, parameters)))
                .build();
        var answer = http.sendAsync(request, info -> new LimitedBody(largestAnswer));
        try {
            return answer.get(timeoutSeconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw fault("server.timeout", function, true, timeoutSeconds);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw fault("server.unreachable", function, true, "interrupted");
        } catch (ExecutionException e) {
            throw failed(function, e.getCause() == null ? e : e.getCause());
        }
    }

    private ServerFault failed(String function, Throwable cause) {
        if (cause instanceof LimitedBody.TooLarge || cause.getCause() instanceof LimitedBody.TooLarge) {
            return fault("server.too-large", function, false, largestAnswer);
        }
        var other = caused(cause, PinnedCertificate.Other.class);
        if (other.isPresent()) {
            return fault("server.other-certificate", function, true, other.get().sha256());
        }
        if (caused(cause, SSLHandshakeException.class).isPresent()) {
            return fault("server.untrusted", function, true, String.valueOf(cause.getMessage()));
        }
        if (cause instanceof HttpTimeoutException) {
            return fault("server.timeout", function, true, timeoutSeconds);
        }
        var said = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return fault("server.unreachable", function, true, said);
    }

    private static <T extends Throwable> Optional<T> caused(Throwable fault, Class<T> type) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    private ServerFault error(String function, XmlElement error) {
        var message = error.textOf("msg").isEmpty() ? error.textOf("detail") : error.textOf("msg");
        if ("auth".equals(error.attribute("type"))) {
            return new ServerFault(
                    Problem.of("server.login", server.name(), function, url(), server.login(), message), false);
        }
        var value = error.children().stream()
                .filter(param ->
                        param.name().equals("param") && param.attribute("name").equals("value"))
                .map(XmlElement::text)
                .findFirst()
                .orElse("");
        return new ServerFault(
                Problem.of(
                        "server.error",
                        server.name(),
                        function,
                        url(),
                        error.attribute("type"),
                        error.attribute("object"),
                        value,
                        message),
                false);
    }

    private ServerFault fault(String code, String function, boolean unreachable, Object detail) {
        return new ServerFault(Problem.of(code, server.name(), function, url(), detail), unreachable);
    }

    /** Without user info and query, which could hold a secret. */
    private String url() {
        var url = server.url();
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort()) + url.getPath();
    }

    private String form(String function, Map<String, String> parameters) {
        var all = new LinkedHashMap<String, String>();
        all.put("authinfo", server.login() + ":" + server.password());
        all.put("out", "xml");
        all.put("func", function);
        all.putAll(parameters);
        return all.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
