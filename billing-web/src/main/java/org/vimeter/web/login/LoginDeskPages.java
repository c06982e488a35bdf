package org.vimeter.web.login;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.vimeter.login.Logins;
import org.vimeter.login.Logins.Login;
import org.vimeter.login.SecondFactors;
import org.vimeter.login.Sessions;
import org.vimeter.login.Tokens;
import org.vimeter.problem.Refused;
import org.vimeter.web.kit.Forms;
import org.vimeter.web.kit.View;
import org.vimeter.web.security.Caller;

/** Everybody's log-ins, as staff look after them. */
@Path("/staff/logins")
@RolesAllowed(Logins.STAFF)
@Produces(MediaType.TEXT_HTML)
public class LoginDeskPages {
    @Inject
    private Logins logins;

    @Inject
    private SecondFactors factors;

    @Inject
    private Sessions sessions;

    @Inject
    private Tokens tokens;

    @Inject
    private Door door;

    @Context
    private HttpServletRequest request;

    @GET
    public View list(
            @QueryParam("of") @DefaultValue("staff") String of,
            @QueryParam("q") @DefaultValue("") String search,
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("saved") @DefaultValue("") String saved) {
        boolean clients = of.equals("clients");
        return View.of("login/logins")
                .with("logins", logins.after(search, clients, after))
                .with("of", clients ? "clients" : "staff")
                .with("q", search.strip())
                .with("name", "")
                .with("saved", saved);
    }

    /** A new member of staff. */
    @POST
    public Response create(
            @FormParam("name") @DefaultValue("") String name,
            @FormParam("password") @DefaultValue("") String password,
            @FormParam("present") @DefaultValue("") String present) {
        try {
            Logins.requireUsable(password);
            door.requirePassword(request, me(), present);
            logins.create(name, password, null, me().name());
        } catch (Refused refused) {
            return Forms.again(list("staff", "", "", "").with("name", name), refused);
        }
        return Response.seeOther(URI.create("/staff/logins?saved=yes")).build();
    }

    @GET
    @Path("{id}")
    public View one(@PathParam("id") long id, @QueryParam("saved") @DefaultValue("") String saved) {
        var login = logins.login(id);
        var view = View.of("login/login");
        logins.disabledAt(id).ifPresent(since -> view.with("disabledAt", since));
        return view.with("login", login)
                .with("saved", saved)
                .with("secondFactor", factors.isOn(id))
                .with("sessions", sessions.of(id))
                .with("tokens", tokens.live(id))
                .with("own", login.id() == me().id());
    }

    @POST
    @Path("{id}/disable")
    public Response disable(@PathParam("id") long id) {
        return done(id, other -> logins.disable(other.id(), me().name()));
    }

    @POST
    @Path("{id}/enable")
    public Response enable(@PathParam("id") long id) {
        return done(id, other -> logins.enable(other.id(), me().name()));
    }

    @POST
    @Path("{id}/sessions/end")
    public Response endSessions(@PathParam("id") long id) {
        return done(id, other -> sessions.endAll(other, me().name()));
    }

    /** For whoever lost his phone and his paper. */
    @POST
    @Path("{id}/second-factor/off")
    public Response secondFactorOff(@PathParam("id") long id, @FormParam("present") @DefaultValue("") String present) {
        return done(id, other -> {
            door.requirePassword(request, me(), present);
            factors.switchOff(other, me().name());
        });
    }

    /** For whoever forgot it; he changes it when he is in. */
    @POST
    @Path("{id}/password")
    public Response password(
            @PathParam("id") long id,
            @FormParam("password") @DefaultValue("") String password,
            @FormParam("present") @DefaultValue("") String present) {
        return done(id, other -> {
            Logins.requireUsable(password);
            door.requirePassword(request, me(), present);
            logins.changePassword(other.id(), password, me().name());
        });
    }

    @POST
    @Path("{id}/tokens/{token}/revoke")
    public Response revoke(@PathParam("id") long id, @PathParam("token") long token) {
        return done(id, other -> tokens.revoke(other, token, me().name()));
    }

    private interface Change {
        void on(Login other);
    }

    private Response done(long id, Change change) {
        var other = logins.login(id);
        try {
            requireAnother(other);
            change.on(other);
        } catch (Refused refused) {
            return Forms.again(one(id, ""), refused);
        }
        return Response.seeOther(URI.create("/staff/logins/" + id + "?saved=yes"))
                .build();
    }

    private void requireAnother(Login other) {
        if (other.id() == me().id()) {
            throw Refused.because("login.self");
        }
    }

    private Login me() {
        return Caller.login(request).orElseThrow(); // the role was checked
    }
}
