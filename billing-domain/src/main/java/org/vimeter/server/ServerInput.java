package org.vimeter.server;

import java.util.LinkedHashMap;
import java.util.Map;

/** A server as somebody wrote it. */
public final class ServerInput {
    public String name = "";
    public String kind = "VMMANAGER_KVM";
    public String url = "";
    public String login = "";

    /** Empty to keep the one that is stored. */
    public String password = "";

    public String zone = "";

    /** The local time at which the day before is collected. */
    public String collectAt = "00:30";

    /** SHA-256 of the certificate that alone is trusted, in hex; empty to trust the system's authorities. */
    public String certificate = "";

    /** Only what differs from the defaults of the kind. */
    public Map<String, String> settings = new LinkedHashMap<>();

    /** The revision that was read; 0 to overwrite whatever is there. */
    public int revision;

    /** Without the password. */
    @Override
    public String toString() {
        return name + " at " + url;
    }
}
