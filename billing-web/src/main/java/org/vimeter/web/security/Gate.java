package org.vimeter.web.security;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.vimeter.login.AtOnce;

/**
 * Before everything else, health and metrics included: refuses paths that could be read in two ways, bounds what one address
 * asks at once and how much it sends, takes the whole body before anything begins, and puts the protecting headers on every
 * answer: no inline script or style, no framing, no guessing of types, nothing private in caches.
 */
@WebFilter("/*")
public class Gate extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final int LARGEST_FORM = 1 << 20;
    private static final int LARGEST_DELIVERY = (16 << 20) + 1;
    private static final int TOO_MANY = 429;
    private static final int TOO_LARGE = 413;

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=()",
            "Cache-Control",
            "no-store");

    @Inject
    private transient Proxies proxies;

    @Inject
    private transient Arrivals arrivals;

    @Inject
    private transient Allowances allowances;

    @Inject
    private transient Refusals refusals;

    private final transient AtOnce requests;

    @Inject
    public Gate(PortalSettings settings) {
        requests = new AtOnce(settings.requests());
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var visitor = proxies.visitor(request);
        head(request, response, visitor);
        if (!Paths.isPlain(request.getRequestURI()) || request.isRequestedSessionIdFromURL()) {
            refusals.seldom("request.path", request);
            refuse(response, HttpServletResponse.SC_BAD_REQUEST, "This path is written in a way that is not answered.");
            return;
        }
        if (!isAllowed(request, visitor) || !requests.begin(visitor.bucket())) {
            refusals.seldom("request.too-many", request);
            response.setHeader("Retry-After", "1");
            response.setHeader("Connection", "close");
            refuse(response, TOO_MANY, "Too many requests at once from your address. Try again in a second.");
            return;
        }
        try {
            pass(request, response, chain);
        } finally {
            requests.end(visitor.bucket());
        }
    }

    private static void head(HttpServletRequest request, HttpServletResponse response, Visitor visitor) {
        HEADERS.forEach(response::setHeader);
        if (visitor.secure()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
        if (request.getHeader("Upgrade") != null) {
            // No other protocol is spoken; the server would take whatever follows on this connection for it.
            response.setHeader("Connection", "close");
        }
    }

    private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (Paths.isForWatching(request.getRequestURI())
                && Caller.of(request).filter(Caller::mayWatch).isEmpty()) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"Vimeter\"");
            refuse(response, HttpServletResponse.SC_UNAUTHORIZED, "For staff, or with a token.");
            return;
        }
        if (Paths.isContainers(request.getRequestURI()) && !Origins.isSafe(request.getMethod())) {
            response.setHeader("Allow", "GET, HEAD");
            refuse(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "This address is only read.");
            return;
        }
        receive(request, response, chain);
    }

    private void receive(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean delivery =
                Paths.isApi(request.getRequestURI()) && Caller.of(request).isPresent();
        var largest = delivery ? LARGEST_DELIVERY : LARGEST_FORM;
        var body = ReceivedRequest.body(request, largest);
        if (body.isEmpty()) {
            response.setStatus(
                    HttpServletResponse.SC_REQUEST_TIMEOUT); // and no word: hardly anybody is there to be told
            return;
        }
        if (body.get().length > largest) {
            refusals.seldom("request.too-large", request);
            response.setHeader("Connection", "close");
            refuse(response, TOO_LARGE, "The request is too large. Nothing was changed.");
            return;
        }
        arrivals.arrived(request);
        chain.doFilter(new ReceivedRequest(request, body.get()), response);
    }

    private boolean isAllowed(HttpServletRequest request, Visitor visitor) {
        return Caller.of(request).isPresent() || allowances.take(request, visitor.bucket());
    }

    private static void refuse(HttpServletResponse response, int status, String text) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
