package org.vimeter.web.security;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import org.vimeter.login.SecurityLog;

/** Says in the security log which request was refused, and from where it came. */
@Singleton
public class Refusals {
    @Inject
    private Proxies proxies;

    @Inject
    private SecurityLog log;

    /** @param name who asked; empty if nobody is known */
    void event(String event, String name, HttpServletRequest request) {
        log.event(event, name, proxies.visitor(request).address(), "path", request.getRequestURI());
    }
}
