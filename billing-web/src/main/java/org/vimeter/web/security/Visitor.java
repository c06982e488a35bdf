package org.vimeter.web.security;

import java.util.Arrays;

/**
 * Where a request comes from.
 *
 * @param address of the client: the connection's, or what a configured proxy says
 * @param secure whether TLS protects the way from the client to us or to a configured proxy
 */
public record Visitor(String address, boolean secure) {
    private static final int NETWORK_GROUPS = 4;

    /** What bounds are counted by: an IPv6 client has a whole /64 to call from. */
    public String bucket() {
        if (!address.contains(":")) {
            return address;
        }
        var groups = address.split(":", -1);
        return String.join(":", Arrays.copyOf(groups, Math.min(NETWORK_GROUPS, groups.length))) + "::/64";
    }
}
