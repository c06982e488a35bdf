package org.vimeter.login;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.util.logging.Logger;

/** What an operator must be able to see of who came in and who tried: one line of JSON an event, never with a secret. */
public final class SecurityLog {
    private static final Logger LOG = Logger.getLogger("vimeter.security");
    private static final int LONGEST = 300;

    private final Clock clock;

    public SecurityLog(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param event such as {@code login.failed}
     * @param name whom it is about; empty if nobody is known
     * @param address where it came from; empty if not from a request
     * @param more names and values in turn
     */
    public void event(String event, String name, String address, String... more) {
        var line = Json.createObjectBuilder()
                .add("event", event)
                .add("at", clock.instant().toString());
        add(line, "name", name);
        add(line, "address", address);
        for (int i = 0; i + 1 < more.length; i += 2) {
            add(line, more[i], more[i + 1]);
        }
        var text = line.build().toString();
        LOG.info(() -> text);
    }

    private static void add(JsonObjectBuilder line, String name, String value) {
        if (!value.isEmpty()) {
            line.add(name, value.length() > LONGEST ? value.substring(0, LONGEST) : value);
        }
    }
}
