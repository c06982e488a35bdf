package org.vimeter.web;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.vimeter.web.security.PasswordCheck;
import org.vimeter.web.security.Sessions;

/** The door, and the choices that need no account. */
@Path("/")
@PermitAll
@Produces(MediaType.TEXT_HTML)
public class LoginPage {
    private static final int YEAR = 365 * 24 * 3600;

    @Inject
    private PasswordCheck passwords;

    @Inject
    private Page page;

    @Context
    private HttpServletRequest request;

    @GET
    public Response home() {
        return Response.seeOther(start()).build();
    }

    @GET
    @Path("login")
    public View form(@QueryParam("to") @DefaultValue("/") String to) {
        return form(to, "", "");
    }

    @POST
    @Path("login")
    public Response logIn(
            @FormParam("name") @DefaultValue("") String name,
            @FormParam("password") @DefaultValue("") String password,
            @FormParam("to") @DefaultValue("/") String to) {
        var wait = passwords.wait(name, request.getRemoteAddr());
        var login = passwords.check(name, password, request.getRemoteAddr());
        if (login.isPresent()) {
            Sessions.logIn(request, login.get());
            return Response.seeOther(local(to)).build();
        }
        var message = wait.isZero()
                ? Messages.text(page.language(), "login.wrong")
                : Messages.text(page.language(), "login.wait", wait.toSeconds() + 1);
        return Response.status(wait.isZero() ? 401 : 429)
                .entity(form(to, name, message))
                .build();
    }

    @POST
    @Path("logout")
    public Response logOut() {
        Sessions.logOut(request);
        return Response.seeOther(URI.create("/login")).build();
    }

    /** Language and theme, kept in cookies for a year. */
    @POST
    @Path("preferences")
    public Response prefer(
            @FormParam("language") String language,
            @FormParam("theme") String theme,
            @FormParam("to") @DefaultValue("/") String to) {
        var response = Response.seeOther(local(to));
        if (language != null
                && Messages.LANGUAGES.stream()
                        .anyMatch(known -> known.getLanguage().equals(language))) {
            response.cookie(cookie(Page.LANGUAGE_COOKIE, language));
        }
        if (theme != null && theme.matches("light|dark|auto")) {
            response.cookie(cookie(Page.THEME_COOKIE, theme));
        }
        return response.build();
    }

    private URI start() {
        if (page.user() == null) {
            return URI.create("/login");
        }
        return URI.create(page.isStaff() ? "/staff" : "/client");
    }

    private static View form(String to, String name, String message) {
        return View.of("login").with("to", to).with("name", name).with("message", message);
    }

    /** Only a path on this site: an address from outside would make us a stepping-stone. */
    private static URI local(String to) {
        boolean path = to.matches("/[^/\\\\].*|/") && to.chars().noneMatch(Character::isISOControl);
        try {
            return URI.create(path ? to : "/");
        } catch (IllegalArgumentException e) {
            return URI.create("/"); // not an address at all
        }
    }

    private NewCookie cookie(String name, String value) {
        return new NewCookie.Builder(name)
                .value(value)
                .path("/")
                .maxAge(YEAR)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }
}
