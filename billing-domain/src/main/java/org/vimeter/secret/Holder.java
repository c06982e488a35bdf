package org.vimeter.secret;

/**
 * What a sealed secret belongs to. It is sealed in, so that a value which was copied to another row, or whose row was changed
 * to lead elsewhere, does not open.
 */
public record Holder(String text) {

    /** A server's password belongs to the address that it is sent to. */
    public static Holder server(String url) {
        return new Holder("server/" + url);
    }

    public static Holder owner(long serverId, String name) {
        return new Holder("owner/" + serverId + "/" + name);
    }

    /** @param key the order's own, as it was placed */
    public static Holder order(String key) {
        return new Holder("order/" + key);
    }

    public static Holder secondFactor(long loginId) {
        return new Holder("second-factor/" + loginId);
    }
}
