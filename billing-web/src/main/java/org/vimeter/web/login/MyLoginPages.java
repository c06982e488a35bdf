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
import java.time.Clock;
import java.util.Arrays;
import org.vimeter.login.Identities;
import org.vimeter.login.Logins;
import org.vimeter.login.Logins.Login;
import org.vimeter.login.SecondFactors;
import org.vimeter.login.Sessions;
import org.vimeter.login.Tokens;
import org.vimeter.problem.Refused;
import org.vimeter.web.kit.Forms;
import org.vimeter.web.kit.View;
import org.vimeter.web.security.Caller;

/** A person's own log-in: password, second factor, where he is logged in, tokens, the provider that knows him. */
@Path("/me")
@RolesAllowed({Logins.STAFF, Logins.CLIENT})
@Produces(MediaType.TEXT_HTML)
public class MyLoginPages {
    private static final URI ME = URI.create("/me");

    @Inject
    private Logins logins;

    @Inject
    private SecondFactors factors;

    @Inject
    private Sessions sessions;

    @Inject
    private Tokens tokens;

    @Inject
    private Identities identities;

    @Inject
    private Provider provider;

    @Inject
    private Door door;

    @Inject
    private Clock clock;

    @Context
    private HttpServletRequest request;

    @GET
    public View me(@QueryParam("saved") @DefaultValue("") String saved) {
        var login = login();
        return View.of("login/mine")
                .with("login", login)
                .with("saved", saved)
                .with("secondFactor", factors.isOn(login.id()))
                .with("codesLeft", factors.recoveryCodesLeft(login.id()))
                .with("sessions", sessions.of(login.id()))
                .with("tokens", tokens.of(login.id()))
                .with("now", clock.instant())
                .with("scopes", Tokens.Scope.of(login))
                .with("provider", provider.title())
                .with("linked", provider.isOn() && identities.isLinked(login.id(), provider.issuer()));
    }

    @POST
    @Path("password")
    public Response password(
            @FormParam("present") @DefaultValue("") String present,
            @FormParam("password") @DefaultValue("") String password) {
        try {
            Logins.requireUsable(password);
            door.requirePassword(request, login(), present);
            logins.changePassword(login().id(), password, login().name());
        } catch (Refused refused) {
            return again(refused);
        }
        return Response.seeOther(URI.create("/me?saved=yes"))
                .cookie(door.fresh(request, login(), false))
                .build();
    }

    @GET
    @Path("second-factor")
    public View secondFactor() {
        return enrolment(factors.newSecret());
    }

    /** The codes for the paper, once. */
    @POST
    @Path("second-factor")
    public Response switchOn(
            @FormParam("secret") @DefaultValue("") String secret,
            @FormParam("code") @DefaultValue("") String code,
            @FormParam("present") @DefaultValue("") String present) {
        try {
            door.requirePassword(request, login(), present);
            var codes = factors.switchOn(login(), secret, code);
            return Response.ok(View.of("login/recovery-codes").with("codes", codes))
                    .build();
        } catch (Refused refused) {
            var again = secret.matches("[A-Z2-7]{32}") ? secret : factors.newSecret();
            return Forms.again(enrolment(again), refused);
        }
    }

    @POST
    @Path("second-factor/off")
    public Response switchOff(@FormParam("present") @DefaultValue("") String present) {
        try {
            door.requirePassword(request, login(), present);
        } catch (Refused refused) {
            return again(refused);
        }
        factors.switchOff(login(), login().name());
        return Response.seeOther(URI.create("/me?saved=yes"))
                .cookie(door.fresh(request, login(), false))
                .build();
    }

    @POST
    @Path("sessions/{session}/end")
    public Response end(@PathParam("session") String session) {
        sessions.end(login(), session);
        return Response.seeOther(ME).build();
    }

    /** All but this one. */
    @POST
    @Path("sessions/end")
    public Response endAll() {
        sessions.endAll(login(), login().name());
        return Response.seeOther(ME).cookie(door.fresh(request, login(), false)).build();
    }

    @POST
    @Path("tokens")
    public Response token(
            @FormParam("label") @DefaultValue("") String label,
            @FormParam("scope") @DefaultValue("READ") String scope,
            @FormParam("days") @DefaultValue("0") String days,
            @FormParam("present") @DefaultValue("") String present) {
        try {
            door.requirePassword(request, login(), present);
            var lives = days.matches("\\d{1,4}") ? Integer.parseInt(days) : 0;
            var token = tokens.create(login(), label, scope(scope), lives);
            return Response.ok(View.of("login/token").with("token", token).with("label", label))
                    .build();
        } catch (Refused refused) {
            return again(refused);
        }
    }

    @POST
    @Path("tokens/{token}/revoke")
    public Response revoke(@PathParam("token") long token) {
        tokens.revoke(login(), token, login().name());
        return Response.seeOther(ME).build();
    }

    @POST
    @Path("provider/unlink")
    public Response unlink(@FormParam("present") @DefaultValue("") String present) {
        try {
            door.requirePassword(request, login(), present);
        } catch (Refused refused) {
            return again(refused);
        }
        identities.unlink(login(), provider.issuer());
        return Response.seeOther(ME).build();
    }

    private static Tokens.Scope scope(String name) {
        return Arrays.stream(Tokens.Scope.values())
                .filter(scope -> scope.name().equals(name))
                .findFirst()
                .orElse(Tokens.Scope.READ);
    }

    private View enrolment(String secret) {
        return View.of("login/second-factor")
                .with("secret", secret)
                .with("code", QrCodePath.of(factors.address(login(), secret)));
    }

    private Response again(Refused refused) {
        return Forms.again(me(""), refused);
    }

    private Login login() {
        return Caller.login(request).orElseThrow(); // the role was checked
    }
}
