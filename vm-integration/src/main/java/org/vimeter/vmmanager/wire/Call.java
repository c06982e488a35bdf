package org.vimeter.vmmanager.wire;

import java.net.URI;
import java.util.Map;

/**
 * One request.
 *
 * @param function what calls are counted by
 * @param vm the VM that it is about, for messages; empty when it is about none
 * @param body may hold secrets, as the headers may: neither is ever shown
 */
public record Call(String function, String vm, String method, URI url, Map<String, String> headers, String body) {

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
