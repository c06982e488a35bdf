package org.vimeter.web.security;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which site a browser says that a request comes from. */
@Singleton
public class Origins {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final String NO_URL = "none";

    @Inject
    private Proxies proxies;

    @Inject
    @ConfigProperty(name = "vimeter.url", defaultValue = NO_URL)
    private String url;

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
        return url.equals(NO_URL) ? host : url;
    }
}
