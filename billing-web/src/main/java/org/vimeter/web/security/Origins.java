package org.vimeter.web.security;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;

/** Which site a browser says that a request comes from. */
@Singleton
public class Origins {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    @Inject
    private Proxies proxies;

    @Inject
    private PortalSettings settings;

    static boolean isSafe(String method) {
        return SAFE.contains(method);
    }

    /** What names another site; empty when it is ours, or no browser's. Another port of this host is another site. */
    public Optional<String> foreign(HttpServletRequest request) {
        var fetch = request.getHeader("Sec-Fetch-Site");
        if (fetch != null && !fetch.equals("same-origin") && !fetch.equals("none")) {
            return Optional.of(fetch);
        }
        return Optional.ofNullable(request.getHeader("Origin")).filter(origin -> !origin.equals(ours(request)));
    }

    private String ours(HttpServletRequest request) {
        var host = (proxies.visitor(request).secure() ? "https://" : "http://") + request.getHeader("Host");
        return settings.url() == null ? host : settings.url();
    }
}
