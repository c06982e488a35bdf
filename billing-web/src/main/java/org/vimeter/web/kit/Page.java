package org.vimeter.web.kit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.NewCookie;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.input.Texts;
import org.vimeter.login.Logins.Login;
import org.vimeter.web.security.Caller;
import org.vimeter.web.security.Cookies;
import org.vimeter.web.security.Proxies;
import org.vimeter.web.security.Visitor;

/** What a layout needs to know of the request: language, theme, who looks, CSRF token. */
@RequestScoped
public class Page {
    public static final String LANGUAGE_COOKIE = "language";
    public static final String THEME_COOKIE = "theme";

    @Inject
    private HttpServletRequest request;

    @Inject
    private Assets assets;

    @Inject
    private Proxies proxies;

    /** The chosen language, else the browser's if we speak it, else English. */
    public Locale language() {
        var chosen = cookie(LANGUAGE_COOKIE).map(Locale::forLanguageTag).filter(Messages.LANGUAGES::contains);
        return chosen.orElseGet(() -> Messages.LANGUAGES.stream()
                .filter(known -> known.getLanguage().equals(request.getLocale().getLanguage()))
                .findFirst()
                .orElse(Messages.LANGUAGES.get(0)));
    }

    /** {@code light}, {@code dark}, or {@code auto} for what the browser prefers. */
    public String theme() {
        return cookie(THEME_COOKIE)
                .filter(theme -> theme.equals("light") || theme.equals("dark"))
                .orElse("auto");
    }

    public static boolean speaks(String language) {
        return Messages.LANGUAGES.stream().anyMatch(known -> known.getLanguage().equals(language));
    }

    /** A text in the reader's language. */
    public String text(String key, Object... operands) {
        return Messages.text(language(), key, operands);
    }

    /** A form of the page as an object of the class that REST reads too. */
    public <T> T read(MultivaluedMap<String, String> form, Class<T> type) {
        return Forms.read(form, language(), type);
    }

    /** A figure that somebody wrote in a form as his language writes it: with a point for decimals, without blanks. */
    public String figure(String written) {
        return Texts.figure(Format.pointed(written, language()));
    }

    public @Nullable Login user() {
        return Caller.login(request).orElse(null);
    }

    /** The name of who looks, for what he does; on pages that nobody sees without a log-in. */
    public String actor() {
        return Objects.requireNonNull(user()).name();
    }

    public boolean isStaff() {
        var user = user();
        return user != null && user.accountId() == null;
    }

    /** The token that every form must send back; a browser without a session gets a cookie for it. */
    public String csrf() {
        return Cookies.csrfToken(request, visitor());
    }

    public Visitor visitor() {
        return proxies.visitor(request);
    }

    /** The cookie that this page must set, if its forms need one. */
    Optional<NewCookie> newCookie() {
        return Cookies.forForms(request, visitor());
    }

    public String path() {
        return request.getRequestURI();
    }

    /** Where the page is, with its query, to come back to after a choice of language or theme. */
    public String here() {
        var query = request.getQueryString();
        return request.getMethod().equals("GET") ? path() + (query == null ? "" : "?" + query) : "/";
    }

    public String asset(String name) {
        return assets.path(name);
    }

    private Optional<String> cookie(String name) {
        return Cookies.value(request, name);
    }
}
