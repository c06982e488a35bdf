package org.vimeter.vm;

import java.net.URI;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vimeter.measure.Unit;

/**
 * All that an adapter needs to talk to one server.
 *
 * @param units units by name, for the units that the dialect names
 * @param certificate SHA-256 of the one that is trusted; null for those that the system trusts
 */
public record ServerConnection(
        long id,
        String name,
        String kind,
        URI url,
        String login,
        String password,
        ZoneId zone,
        Dialect dialect,
        Map<String, Unit> units,
        @Nullable String certificate) {

    /** Leaves the password out: a connection may end in a log. */
    @Override
    public String toString() {
        return name + " (" + kind + " at " + url + ")";
    }
}
