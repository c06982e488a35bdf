package org.vimeter.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.account.Logins.Login;

/** What a browser session holds: who is logged in, and the CSRF token. */
public final class Sessions {
    private static final String LOGIN = "login";
    private static final String CSRF = "csrf";
    private static final int TOKEN_BYTES = 32;

    private Sessions() {}

    public static Optional<Login> login(HttpServletRequest request) {
        var session = request.getSession(false);
        return session == null ? Optional.empty() : Optional.ofNullable((Login) session.getAttribute(LOGIN));
    }

    /** Begins anew: the id changes and nothing of the anonymous session stays. */
    public static void logIn(HttpServletRequest request, Login login) {
        logOut(request);
        request.getSession(true).setAttribute(LOGIN, login);
    }

    public static void logOut(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    public static String csrfToken(HttpServletRequest request) {
        var session = request.getSession(true);
        var token = (String) session.getAttribute(CSRF);
        if (token == null) {
            var bytes = new byte[TOKEN_BYTES];
            new SecureRandom().nextBytes(bytes);
            token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            session.setAttribute(CSRF, token);
        }
        return token;
    }

    static boolean isCsrfToken(HttpServletRequest request, @Nullable String sent) {
        var session = request.getSession(false);
        var token = session == null ? null : (String) session.getAttribute(CSRF);
        return token != null
                && sent != null
                && MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }
}
