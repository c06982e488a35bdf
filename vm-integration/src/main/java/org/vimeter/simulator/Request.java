package org.vimeter.simulator;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came in.
 *
 * @param query undecoded
 */
record Request(String method, String path, String query, String body, Headers headers) {

    static Request of(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        return new Request(exchange.getRequestMethod(), uri.getPath(), query, body, exchange.getRequestHeaders());
    }

    /** Of the query and of a form. */
    Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        for (var pair : (query + "&" + (body.startsWith("{") ? "" : body)).split("&", -1)) {
            var parts = pair.split("=", 2);
            if (parts.length == 2) {
                parameters.put(decoded(parts[0]), decoded(parts[1]));
            }
        }
        return parameters;
    }

    /** One line that a person can compare with the documentation: the function first, then its parameters by name. */
    String recorded() {
        var call = method + " " + path + (headers.containsKey("x-xsrf-token") ? " x-xsrf-token:***" : "");
        if (body.startsWith("{")) {
            return call + " " + body.replaceAll("\"password\":\"[^\"]*\"", "\"password\":\"***\"");
        }
        var parameters = new TreeMap<>(parameters());
        var function = parameters.remove("func");
        var form = new StringBuilder(call).append(function == null ? "" : " func=" + function);
        parameters.forEach((name, value) -> form.append(' ')
                .append(name)
                .append('=')
                .append(name.matches("auth|authinfo|password|confirm|passwd") ? "***" : value));
        return form.toString();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
