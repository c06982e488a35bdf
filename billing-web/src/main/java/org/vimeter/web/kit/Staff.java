package org.vimeter.web.kit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Who calls, and the answer to what he made. */
@RequestScoped
public class Staff {
    @Inject
    private HttpServletRequest request;

    public String name() {
        return request.getUserPrincipal().getName();
    }

    public static Response created(String path, Object entity) {
        return Response.created(URI.create("/api/v1/" + path)).entity(entity).build();
    }
}
