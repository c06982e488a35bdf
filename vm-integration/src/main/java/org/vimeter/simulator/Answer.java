package org.vimeter.simulator;

import java.nio.charset.StandardCharsets;

/** What goes out. */
record Answer(int status, String type, String body) {
    static final String XML = "text/xml; charset=UTF-8";
    static final String JSON = "application/json";

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
