package org.vimeter.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.login.Logins.Login;
import org.vimeter.login.Tokens.Scope;

/**
 * Who calls, as {@link Authentication} found out.
 *
 * @param half the second factor is still owed: nothing is open but its question
 * @param scope what a token is for; null for a person
 */
public record Caller(Login login, boolean half, @Nullable Scope scope) {
    private static final String CALLER = Caller.class.getName();
    private static final String WAIT = CALLER + ".wait";

    /** Who sends his password to the API: staff may what they may; a client has tokens, and his password opens nothing there. */
    static Caller byPassword(Login login) {
        return new Caller(login, false, login.isStaff() ? null : Scope.WATCH);
    }

    public static Optional<Caller> of(HttpServletRequest request) {
        return Optional.ofNullable((Caller) request.getAttribute(CALLER));
    }

    /** Who is logged in, with all factors. */
    public static Optional<Login> login(HttpServletRequest request) {
        return of(request).filter(caller -> !caller.half()).map(Caller::login);
    }

    /** How long to wait, when too many failures came before and nothing was looked at. */
    static Optional<Duration> mustWait(HttpServletRequest request) {
        return Optional.ofNullable((Duration) request.getAttribute(WAIT));
    }

    static void wait(HttpServletRequest request, Duration left) {
        request.setAttribute(WAIT, left);
    }

    void isAt(HttpServletRequest request) {
        request.setAttribute(CALLER, this);
    }

    boolean mayWatch() {
        return !half && login.isStaff() && (scope == null || scope == Scope.WATCH || scope == Scope.ALL);
    }

    /** Whether the token is for this; a person's request is. */
    boolean isFor(String method, String path) {
        if (scope == null) {
            return true;
        }
        return switch (scope) {
            case ALL -> true;
            case READ -> method.equals("GET") || method.equals("HEAD");
            case USAGE -> method.equals("POST") && path.equals("/api/v1/usage");
            case WATCH -> false;
        };
    }
}
