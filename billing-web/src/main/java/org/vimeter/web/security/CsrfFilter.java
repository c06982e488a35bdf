package org.vimeter.web.security;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every request to a page that may change something must send back the session's token. The body is read and put back,
 * since asking the servlet request for a parameter would take it away from the resource.
 */
@Provider
@Priority(Priorities.AUTHORIZATION - 2)
public class CsrfFilter implements ContainerRequestFilter {
    private static final String FIELD = "_csrf=";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final int LARGEST_FORM = 1 << 20;

    @Context
    private HttpServletRequest request;

    @Override
    public void filter(ContainerRequestContext context) throws IOException {
        if (SAFE.contains(context.getMethod()) || Authentication.isApi(request.getRequestURI())) {
            return;
        }
        var origin = request.getHeader("Sec-Fetch-Site");
        boolean foreign = origin != null && !origin.equals("same-origin") && !origin.equals("none");
        var body = context.getEntityStream().readNBytes(LARGEST_FORM + 1);
        if (body.length > LARGEST_FORM) {
            throw new ClientErrorException(Response.Status.REQUEST_ENTITY_TOO_LARGE);
        }
        context.setEntityStream(new ByteArrayInputStream(body));
        if (foreign || !Sessions.isCsrfToken(request, token(new String(body, StandardCharsets.UTF_8)))) {
            throw new ForbiddenException("csrf");
        }
    }

    private static @Nullable String token(String form) {
        return Arrays.stream(form.split("&", -1))
                .filter(pair -> pair.startsWith(FIELD))
                .map(pair -> URLDecoder.decode(pair.substring(FIELD.length()), StandardCharsets.UTF_8))
                .findFirst()
                .orElse(null);
    }
}
