package org.vimeter.web.login;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.vimeter.login.Logins.Login;
import org.vimeter.login.SecurityLog;
import org.vimeter.login.Sessions;
import org.vimeter.login.SignIn;
import org.vimeter.problem.Refused;
import org.vimeter.web.security.Cookies;
import org.vimeter.web.security.Proxies;

/** Lets people in and out: a session begins with a fresh key, and the one before it ends. */
@Singleton
public class Door {
    @Inject
    private Sessions sessions;

    @Inject
    private SignIn signIn;

    @Inject
    private Proxies proxies;

    @Inject
    private SecurityLog log;

    /** @param to a path on this site */
    Response enter(HttpServletRequest request, Login login, String how, String to) {
        log.event("login.succeeded", login.name(), proxies.visitor(request).address(), "by", how);
        return Response.seeOther(local(to)).cookie(fresh(request, login, false)).build();
    }

    /** As far as the question for the second factor. */
    Response half(HttpServletRequest request, Login login, String to) {
        return Response.seeOther(URI.create("/login/code?to=" + encoded(to)))
                .cookie(fresh(request, login, true))
                .build();
    }

    NewCookie fresh(HttpServletRequest request, Login login, boolean half) {
        var visitor = proxies.visitor(request);
        Cookies.session(request, visitor).ifPresent(sessions::end);
        var agent = Optional.ofNullable(request.getHeader("User-Agent")).orElse("");
        return Cookies.session(sessions.begin(login, half, new Sessions.Browser(visitor.address(), agent)), visitor);
    }

    Response leave(HttpServletRequest request, Optional<Login> login) {
        var visitor = proxies.visitor(request);
        Cookies.session(request, visitor).ifPresent(sessions::end);
        login.ifPresent(one -> log.event("logout", one.name(), visitor.address()));
        return Response.seeOther(URI.create("/login"))
                .cookie(Cookies.noSession(visitor))
                .build();
    }

    /** Who changes what opens the door says the present password again. */
    void requirePassword(HttpServletRequest request, Login login, String password) {
        var result =
                signIn.password(login.name(), password, proxies.visitor(request).bucket());
        if (result instanceof SignIn.Result.Wait wait) {
            throw Refused.of(Refused.Kind.TOO_OFTEN, "login.wait", wait.left().toSeconds() + 1);
        }
        if (!(result instanceof SignIn.Result.Right right) || right.login().id() != login.id()) {
            throw Refused.because("login.again");
        }
    }

    /** Only a path on this site: an address from outside would make us a stepping-stone. */
    static URI local(String to) {
        boolean path = to.matches("/[^/\\\\].*|/") && to.chars().noneMatch(Character::isISOControl);
        try {
            return URI.create(path ? to : "/");
        } catch (IllegalArgumentException e) {
            return URI.create("/"); // not an address at all
        }
    }

    private static String encoded(String to) {
        return URLEncoder.encode(local(to).toString(), StandardCharsets.UTF_8);
    }
}
