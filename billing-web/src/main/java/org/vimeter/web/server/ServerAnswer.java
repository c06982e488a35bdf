package org.vimeter.web.server;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vimeter.server.Server;

/** Without the password, which is never shown again. */
record ServerAnswer(
        long id,
        String name,
        String kind,
        String url,
        String login,
        String zone,
        String collectAt,
        @Nullable String certificate,
        Map<String, String> settings,
        int revision) {
    static ServerAnswer of(Server server) {
        return new ServerAnswer(
                server.id(),
                server.name(),
                server.kind(),
                server.url(),
                server.login(),
                server.zone().getId(),
                server.collectAt().toString(),
                server.certificate(),
                server.settings(),
                server.revision());
    }
}
