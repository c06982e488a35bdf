package org.vimeter.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.vimeter.account.Logins.Login;

/** The session for pages, HTTP Basic for the REST API. */
@ApplicationScoped
public class Authentication implements HttpAuthenticationMechanism {
    private static final String BASIC = "Basic ";

    @Inject
    private PasswordCheck passwords;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        var login = isApi(request.getRequestURI()) ? basic(request) : Sessions.login(request);
        return login.map(known -> context.notifyContainerAboutLogin(known.name(), Set.of(known.role())))
                .orElseGet(context::doNothing);
    }

    static boolean isApi(String path) {
        return path.startsWith("/api/");
    }

    private Optional<Login> basic(HttpServletRequest request) {
        var header = request.getHeader("Authorization");
        if (header == null || !header.startsWith(BASIC)) {
            return Optional.empty();
        }
        try {
            var pair = new String(Base64.getDecoder().decode(header.substring(BASIC.length())), StandardCharsets.UTF_8)
                    .split(":", 2);
            return pair.length < 2 ? Optional.empty() : passwords.remembered(pair[0], pair[1], request.getRemoteAddr());
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not Base64: as good as no header, answered with 401
        }
    }
}
