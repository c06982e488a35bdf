package org.vimeter.web.security;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.vimeter.problem.Refused;

/**
 * What holds for every request to the REST API. A browser may remember a name and password and send them for a page of
 * another site; so a change needs a header that no form can send, from no site but ours. A body is bounded JSON.
 */
@Provider
@Priority(Priorities.AUTHORIZATION) // after the question who it is: nobody's body is parsed
public class ApiRules implements ContainerRequestFilter {
    @Context
    private HttpServletRequest request;

    @Inject
    private Origins origins;

    @Inject
    private Refusals refusals;

    @Override
    public void filter(ContainerRequestContext context) throws IOException {
        if (!Paths.isApi(request.getRequestURI())) {
            return;
        }
        if (!Origins.isSafe(context.getMethod())) {
            var problem = origins.foreign(request)
                    .map(site -> Refused.of(Refused.Kind.FORBIDDEN, "request.foreign", site))
                    .or(() -> isDeliberate()
                            ? Optional.empty()
                            : Optional.of(Refused.of(Refused.Kind.FORBIDDEN, "request.header")));
            problem.ifPresent(refused -> {
                refusals.event("request.ambient", "", request);
                throw refused;
            });
        }
        var body = context.getEntityStream().readAllBytes(); // the gate bounded it
        JsonBounds.require(body);
        context.setEntityStream(new ByteArrayInputStream(body));
    }

    private boolean isDeliberate() {
        var type = Optional.ofNullable(request.getContentType()).orElse("").toLowerCase(Locale.ROOT);
        var authorization =
                Optional.ofNullable(request.getHeader("Authorization")).orElse("");
        return type.matches("application/([a-z0-9.-]+\\+)?json\\b.*")
                || request.getHeader("X-Requested-With") != null
                || authorization.startsWith("Bearer ");
    }
}
