package org.vimeter.web.kit;

import java.util.Map;

@SuppressWarnings("ArrayRecordComponent") // never compared
record Asset(String name, String hash, byte[] content) {
    private static final Map<String, String> TYPES =
            Map.of("css", "text/css", "js", "text/javascript", "svg", "image/svg+xml");

    String path() {
        return "/assets/" + hash + "/" + name;
    }

    String type() {
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }
}
