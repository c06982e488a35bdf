package org.vimeter.web.login;

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
import java.util.Optional;
import org.vimeter.login.Logins.Login;
import org.vimeter.login.SignIn;
import org.vimeter.web.kit.Page;
import org.vimeter.web.kit.View;
import org.vimeter.web.security.Caller;
import org.vimeter.web.security.Cookies;
import org.vimeter.web.security.Proxies;

/** The door, and the choices that need no account. */
@Path("/")
@PermitAll
@Produces(MediaType.TEXT_HTML)
public class LoginPage {
    private static final int YEAR = 365 * 24 * 3600;
    private static final int TOO_MANY = 429;

    @Inject
    private SignIn signIn;

    @Inject
    private Door door;

    @Inject
    private Proxies proxies;

    @Inject
    private Provider provider;

    @Inject
    private Page page;

    @Context
    private HttpServletRequest request;

    @GET
    public Response home() {
        if (page.user() == null) {
            return Response.seeOther(URI.create("/login")).build();
        }
        return Response.seeOther(URI.create(page.isStaff() ? "/staff" : "/client"))
                .build();
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
        var result = signIn.password(name, password, proxies.visitor(request).bucket());
        if (result instanceof SignIn.Result.Right right) {
            return right.secondFactor()
                    ? door.half(request, right.login(), to)
                    : door.enter(request, right.login(), "password", to);
        }
        return refused(result, form(to, name, message(result, "login.wrong")));
    }

    @GET
    @Path("login/code")
    public Response askCode(@QueryParam("to") @DefaultValue("/") String to) {
        return half().isEmpty()
                ? Response.seeOther(URI.create("/login")).build()
                : Response.ok(codeView(to, "")).build();
    }

    @POST
    @Path("login/code")
    public Response code(
            @FormParam("code") @DefaultValue("") String code, @FormParam("to") @DefaultValue("/") String to) {
        var login = half();
        if (login.isEmpty()) {
            return Response.seeOther(URI.create("/login")).build();
        }
        var result = signIn.code(login.get(), code, proxies.visitor(request).bucket());
        return result instanceof SignIn.Result.Right
                ? door.enter(request, login.get(), "second factor", to)
                : refused(result, codeView(to, message(result, "login.codeWrong")));
    }

    @POST
    @Path("logout")
    public Response logOut() {
        return door.leave(request, Caller.login(request));
    }

    /** Language and theme, kept in cookies for a year. */
    @POST
    @Path("preferences")
    public Response prefer(
            @FormParam("language") String language,
            @FormParam("theme") String theme,
            @FormParam("to") @DefaultValue("/") String to) {
        var response = Response.seeOther(Door.local(to));
        if (language != null && Page.speaks(language)) {
            response.cookie(cookie(Page.LANGUAGE_COOKIE, language));
        }
        if (theme != null && theme.matches("light|dark|auto")) {
            response.cookie(cookie(Page.THEME_COOKIE, theme));
        }
        return response.build();
    }

    private Optional<Login> half() {
        return Caller.of(request).filter(Caller::half).map(Caller::login);
    }

    private String message(SignIn.Result result, String wrong) {
        return result instanceof SignIn.Result.Wait wait
                ? page.text("login.wait", wait.left().toSeconds() + 1)
                : page.text(wrong);
    }

    private static Response refused(SignIn.Result result, View view) {
        if (result instanceof SignIn.Result.Wait wait) {
            return Response.status(TOO_MANY)
                    .header("Retry-After", wait.left().toSeconds() + 1)
                    .entity(view)
                    .build();
        }
        return Response.status(Response.Status.UNAUTHORIZED).entity(view).build();
    }

    private View form(String to, String name, String message) {
        return View.of("login/sign-in")
                .with("to", to)
                .with("name", name)
                .with("message", message)
                .with("provider", provider.title());
    }

    private static View codeView(String to, String message) {
        return View.of("login/code").with("to", to).with("message", message);
    }

    private NewCookie cookie(String name, String value) {
        return Cookies.cookie(name, value, proxies.visitor(request))
                .maxAge(YEAR)
                .build();
    }
}
