package org.vimeter.vmmanager.wire;

import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * One request.
 *
 * @param function what calls are counted by
 * @param vm the VM that it is about, for messages; empty when it is about none
 * @param secrets texts in the body that no message may repeat
 * @param body may hold secrets, as the headers may: neither is ever shown
 */
public record Call(
        String function,
        String vm,
        String method,
        URI url,
        Map<String, String> headers,
        String body,
        Set<String> secrets) {
    private static final Set<String> LOGINS = Set.of("auth", "public/token");
    private static final int SHORTEST_SECRET = 3;

    /** Without secrets of its own. */
    public Call(String function, String vm, String method, URI url, Map<String, String> headers, String body) {
        this(function, vm, method, url, headers, body, Set.of());
    }

    /** Its answer is a secret. */
    boolean isLogin() {
        return LOGINS.contains(function);
    }

    /** A server may repeat what it was sent. */
    String masked(String text) {
        var masked = text;
        for (var secret : secrets) {
            masked = secret.length() < SHORTEST_SECRET ? masked : masked.replace(secret, "***");
        }
        return masked;
    }

    /** For messages. */
    String named() {
        return vm.isEmpty() ? function : function + ", VM " + vm;
    }

    /** Without user info and query, which could hold a secret. */
    String address() {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort()) + url.getPath();
    }

    /** Leaves headers and body out. */
    @Override
    public String toString() {
        return method + " " + named() + " " + address();
    }
}
