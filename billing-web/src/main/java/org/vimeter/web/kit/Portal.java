package org.vimeter.web.kit;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** Pages at the root, the REST API below {@code /api/v1}. */
@ApplicationPath("/")
public class Portal extends Application {
    /** Jersey would make an address of a path with the Host header of the request, which anybody can write. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.headers.location.relative.resolution.disabled", true);
    }
}
