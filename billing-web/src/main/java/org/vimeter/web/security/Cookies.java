package org.vimeter.web.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.NewCookie;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.login.Keys;

/**
 * The two keys that a browser keeps: of its session, and, before there is one, of the forms that it was shown. Under TLS
 * they are bound to this host and to secure connections by their names. A form's token is derived from the key, so that
 * nothing is stored for visitors who are not logged in.
 */
public final class Cookies {
    private static final String SESSION = "vimeter";
    private static final String FORMS = "vimeter-form";
    private static final String HOST_ONLY = "__Host-";
    private static final String NEW_FORMS_KEY = Cookies.class.getName() + ".forms";

    private Cookies() {}

    public static Optional<String> session(HttpServletRequest request, Visitor visitor) {
        return value(request, name(SESSION, visitor));
    }

    public static NewCookie session(String key, Visitor visitor) {
        return cookie(name(SESSION, visitor), key, visitor).build();
    }

    public static NewCookie noSession(Visitor visitor) {
        return cookie(name(SESSION, visitor), "", visitor).maxAge(0).build();
    }

    /** The token that every form sends back. */
    public static String csrfToken(HttpServletRequest request, Visitor visitor) {
        return token(key(request, visitor).orElseGet(() -> newFormsKey(request)));
    }

    /** The cookie that the answer must set for the forms on it; empty when the browser has one. */
    public static Optional<NewCookie> forForms(HttpServletRequest request, Visitor visitor) {
        return Optional.ofNullable((String) request.getAttribute(NEW_FORMS_KEY))
                .map(key -> cookie(name(FORMS, visitor), key, visitor).build());
    }

    static boolean isCsrfToken(HttpServletRequest request, Visitor visitor, @Nullable String sent) {
        return sent != null
                && key(request, visitor)
                        .filter(key -> MessageDigest.isEqual(bytes(token(key)), bytes(sent)))
                        .isPresent();
    }

    private static Optional<String> key(HttpServletRequest request, Visitor visitor) {
        return session(request, visitor).or(() -> value(request, name(FORMS, visitor)));
    }

    private static String newFormsKey(HttpServletRequest request) {
        var known = (String) request.getAttribute(NEW_FORMS_KEY);
        var key = known == null ? Keys.fresh() : known;
        request.setAttribute(NEW_FORMS_KEY, key);
        return key;
    }

    private static String token(String key) {
        return Keys.digest("form " + key);
    }

    /** For our own eyes alone: not for scripts, nor for requests that another site's page makes; under TLS not without it. */
    public static NewCookie.Builder cookie(String name, String value, Visitor visitor) {
        return new NewCookie.Builder(name)
                .value(value)
                .path("/")
                .httpOnly(true)
                .secure(visitor.secure())
                .sameSite(NewCookie.SameSite.LAX);
    }

    /** Under TLS the name by which a browser binds it to this host. */
    public static String name(String name, Visitor visitor) {
        return visitor.secure() ? HOST_ONLY + name : name;
    }

    /** Empty for a cookie without a value, as for none. */
    public static Optional<String> value(HttpServletRequest request, String name) {
        return Arrays.stream(Optional.ofNullable(request.getCookies()).orElse(new Cookie[0]))
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
