package org.vimeter.web.security;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Every request to a page that may change something must send back the token of its browser. The body is read and put back,
 * since asking the servlet request for a parameter would take it away from the resource.
 */
@Provider
@Priority(Priorities.AUTHORIZATION - 2)
public class CsrfFilter implements ContainerRequestFilter {
    private static final String FIELD = "_csrf=";

    @Context
    private HttpServletRequest request;

    @Inject
    private Proxies proxies;

    @Inject
    private Origins origins;

    @Inject
    private Refusals refusals;

    @Override
    public void filter(ContainerRequestContext context) throws IOException {
        if (Origins.isSafe(context.getMethod()) || Paths.isApi(request.getRequestURI())) {
            return;
        }
        var body = context.getEntityStream().readAllBytes(); // the gate bounded it
        context.setEntityStream(new ByteArrayInputStream(body));
        var visitor = proxies.visitor(request);
        if (origins.foreign(request).isPresent()
                || !Cookies.isCsrfToken(request, visitor, token(new String(body, StandardCharsets.UTF_8)))) {
            refusals.event("request.csrf", "", request);
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
