package org.vimeter.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.vimeter.login.Sessions;
import org.vimeter.login.SignIn;
import org.vimeter.login.Tokens;
import org.vimeter.problem.Refused;

/** The session's cookie for pages; a token, or by configuration name and password, for the REST API. */
@ApplicationScoped
public class Authentication implements HttpAuthenticationMechanism {
    private static final String BASIC = "Basic ";
    private static final String BEARER = "Bearer ";
    private static final Duration MOMENT = Duration.ofSeconds(1);

    @Inject
    private Sessions sessions;

    @Inject
    private Tokens tokens;

    @Inject
    private SignIn signIn;

    @Inject
    private Proxies proxies;

    @Inject
    private Allowances allowances;

    @Inject
    private Refusals refusals;

    @Inject
    private PortalSettings settings;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        if (!Paths.isPlain(request.getRequestURI())) {
            return context.doNothing(); // the gate refuses it
        }
        var caller = caller(request);
        caller.ifPresent(known -> known.isAt(request));
        return caller.filter(known -> !known.half())
                .map(known -> context.notifyContainerAboutLogin(
                        known.login().name(), Set.of(known.login().role())))
                .orElseGet(context::doNothing);
    }

    /** As with headers: made-up cookies are looked up so many times in a second, and no more. */
    private Optional<Caller> session(HttpServletRequest request) {
        var visitor = proxies.visitor(request);
        var key = Cookies.session(request, visitor);
        if (key.isEmpty() || !allowances.take(request, visitor.bucket())) {
            return Optional.empty();
        }
        var caller = sessions.find(key.get()).map(open -> new Caller(open.login(), open.half(), null));
        if (caller.isPresent()) {
            allowances.giveBack(visitor.bucket());
        }
        return caller;
    }

    /** Who turns out to be known is not counted; of the others so many a second are looked at. */
    private Optional<Caller> header(HttpServletRequest request) {
        var header = request.getHeader("Authorization");
        if (header == null) {
            return Optional.empty();
        }
        var address = proxies.visitor(request).bucket();
        if (!allowances.take(request, address)) {
            Caller.wait(request, MOMENT);
            return Optional.empty();
        }
        var caller = caller(request, header);
        if (caller.isPresent()) {
            allowances.giveBack(address);
        }
        return caller;
    }

    private Optional<Caller> caller(HttpServletRequest request, String header) {
        if (header.startsWith(BEARER)) {
            return bearer(request, header.substring(BEARER.length()).strip());
        }
        return header.startsWith(BASIC) && settings.basic()
                ? basic(request, header.substring(BASIC.length()))
                : Optional.empty();
    }

    private Optional<Caller> bearer(HttpServletRequest request, String token) {
        var known = tokens.find(token);
        if (known.isEmpty()) {
            refusals.event("token.refused", "", request);
        }
        return known.map(found -> new Caller(found.login(), false, found.scope()));
    }

    private Optional<Caller> basic(HttpServletRequest request, String encoded) {
        try {
            var pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8).split(":", 2);
            return pair.length < 2 ? Optional.empty() : basic(request, pair[0], pair[1]);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not Base64: as good as no header, answered with 401
        }
    }

    private Optional<Caller> caller(HttpServletRequest request) {
        var path = request.getRequestURI();
        if (Paths.isApi(path)) {
            return header(request);
        }
        return Paths.isForWatching(path) ? header(request).or(() -> session(request)) : session(request);
    }

    private Optional<Caller> basic(HttpServletRequest request, String name, String password) {
        try {
            var visitor = proxies.visitor(request).bucket();
            var result = signIn.repeated(name, password, visitor);
            if (result instanceof SignIn.Result.Wait wait) {
                Caller.wait(request, wait.left());
            }
            return result instanceof SignIn.Result.Right right
                    ? Optional.of(Caller.byPassword(right.login()))
                    : Optional.empty();
        } catch (Refused busy) {
            Caller.wait(request, MOMENT); // nothing here would make an answer of it
            return Optional.empty();
        }
    }
}
