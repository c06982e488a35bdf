package org.vimeter.web.security;

import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A route without a word on who may use it is closed to everybody. */
@Provider
@Priority(Priorities.AUTHORIZATION - 1) // before the container's own check, which knows no log-in page
public class DenyByDefault implements ContainerRequestFilter {
    @Context
    private ResourceInfo resource;

    @Context
    private HttpServletRequest request;

    @Inject
    private Refusals refusals;

    @Inject
    private PortalSettings settings;

    @Override
    public void filter(ContainerRequestContext context) {
        var method = resource.getResourceMethod();
        var type = resource.getResourceClass();
        boolean ofMethod = method.isAnnotationPresent(RolesAllowed.class);
        if (!ofMethod && (method.isAnnotationPresent(PermitAll.class) || type.isAnnotationPresent(PermitAll.class))) {
            return; // what the method says goes before what its class says
        }
        var allowed = Optional.ofNullable(method.getAnnotation(RolesAllowed.class))
                .or(() -> Optional.ofNullable(type.getAnnotation(RolesAllowed.class)));
        if (allowed.isEmpty()) {
            throw new ForbiddenException();
        }
        var security = context.getSecurityContext();
        boolean ofRole = Arrays.stream(allowed.get().value()).anyMatch(security::isUserInRole);
        if (ofRole && isForThis()) {
            return;
        }
        if (security.getUserPrincipal() != null) {
            refusals.event("request.forbidden", security.getUserPrincipal().getName(), request);
            throw new ForbiddenException();
        }
        if (Paths.isApi(request.getRequestURI())) {
            throw notLoggedIn();
        }
        context.abortWith(Response.seeOther(login()).build());
    }

    private boolean isForThis() {
        return Caller.of(request)
                .filter(caller -> caller.isFor(request.getMethod(), request.getRequestURI()))
                .isPresent();
    }

    private ClientErrorException notLoggedIn() {
        refusals.seldom("request.unknown", request);
        return Caller.mustWait(request)
                .map(left -> new ClientErrorException(Response.status(Response.Status.TOO_MANY_REQUESTS)
                        .header("Retry-After", left.toSeconds() + 1)
                        .build()))
                .orElseGet(() -> new NotAuthorizedException(
                        settings.basic() ? "Basic realm=\"Vimeter\", charset=\"UTF-8\"" : "Bearer realm=\"Vimeter\""));
    }

    private URI login() {
        var query = request.getQueryString();
        var here =
                request.getMethod().equals("GET") ? request.getRequestURI() + (query == null ? "" : "?" + query) : "/";
        return URI.create("/login?to=" + URLEncoder.encode(here, StandardCharsets.UTF_8));
    }
}
