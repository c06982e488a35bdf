package org.vimeter.office;

import java.net.URI;
import java.time.ZoneId;
import java.util.Map;

/** @param settings only what differs from the defaults of the kind */
public record NewServer(
        String name, String kind, URI url, String login, String password, ZoneId zone, Map<String, String> settings) {

    @Override
    public String toString() {
        return name + " at " + url;
    }
}
