package org.vimeter.web.login;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.vimeter.login.Identities;
import org.vimeter.login.Logins;
import org.vimeter.login.SecondFactors;
import org.vimeter.login.SecurityLog;
import org.vimeter.problem.Refused;
import org.vimeter.secret.Holder;
import org.vimeter.secret.Secrets;
import org.vimeter.web.kit.View;
import org.vimeter.web.login.Provider.Trip;
import org.vimeter.web.security.Caller;
import org.vimeter.web.security.Cookies;
import org.vimeter.web.security.Origins;
import org.vimeter.web.security.Proxies;

/** The way to the OpenID Connect provider and back, to come in or to link a log-in that is in already. */
@Path("/")
@PermitAll
@Produces(MediaType.TEXT_HTML)
public class ProviderPages {
    private static final String COOKIE = "vimeter-provider";
    private static final Holder TRIP = new Holder("trip to the provider");
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final String NOBODY = "0";

    @Inject
    private Provider provider;

    @Inject
    private Identities identities;

    @Inject
    private SecondFactors factors;

    @Inject
    private Origins origins;

    @Inject
    private Secrets secrets;

    @Inject
    private Door door;

    @Inject
    private Proxies proxies;

    @Inject
    private SecurityLog log;

    @Inject
    private Clock clock;

    @Context
    private HttpServletRequest request;

    @GET
    @Path("login/provider")
    public Response logIn(@QueryParam("to") @DefaultValue("/") String to) {
        requireOn();
        if (origins.foreign(request).isPresent()) {
            throw new ForbiddenException(); // another site logs nobody in here
        }
        var trip = Trip.begin();
        return Response.seeOther(provider.address(trip))
                .cookie(remembered(trip, NOBODY, to))
                .build();
    }

    /** Links the log-in of whoever is here. A page with a link, because our own policy lets no form lead to another site. */
    @POST
    @Path("login/provider/link")
    @RolesAllowed({Logins.STAFF, Logins.CLIENT})
    public Response link(@FormParam("present") @DefaultValue("") String present) {
        var login = Caller.login(request).orElseThrow(NotFoundException::new);
        requireOn();
        door.requirePassword(request, login, present);
        var trip = Trip.begin();
        return Response.ok(View.of("login/leaving")
                        .with("address", provider.address(trip).toString())
                        .with("provider", provider.title()))
                .cookie(remembered(trip, String.valueOf(login.id()), "/me"))
                .build();
    }

    @GET
    @Path("login/provider/callback")
    public Response comeBack(
            @QueryParam("state") @DefaultValue("") String state,
            @QueryParam("code") @DefaultValue("") String code,
            @QueryParam("error") @DefaultValue("") String error) {
        requireOn();
        var trip = trip().filter(begun -> isSame(begun.getString("state"), state))
                .orElseThrow(() -> Refused.because("login.provider", "state"));
        if (!error.isEmpty() || code.isEmpty()) {
            throw Refused.because("login.provider", error.isEmpty() ? "code" : error);
        }
        var subject = provider.subject(
                code, new Trip(trip.getString("state"), trip.getString("nonce"), trip.getString("verifier")));
        var response = trip.getString("link").equals(NOBODY)
                ? in(subject, trip.getString("to"))
                : linked(trip.getString("link"), subject);
        response.getHeaders().add("Set-Cookie", cookie("", 0)); // it works once
        return response;
    }

    private Response in(String subject, String to) {
        var login = identities.find(provider.issuer(), subject);
        if (login.isEmpty()) {
            log.event("login.failed", "", proxies.visitor(request).address(), "by", "provider");
            throw Refused.because("login.provider-unlinked");
        }
        return factors.isOn(login.get().id())
                ? door.half(request, login.get(), to)
                : door.enter(request, login.get(), "provider", to);
    }

    private Response linked(String id, String subject) {
        var login = Caller.login(request)
                .filter(here -> String.valueOf(here.id()).equals(id))
                .orElseThrow(() -> Refused.because("login.provider", "session"));
        identities.link(login, provider.issuer(), subject);
        return Response.seeOther(URI.create("/me?saved=yes")).build();
    }

    private NewCookie remembered(Trip trip, String link, String to) {
        var told = Json.createObjectBuilder()
                .add("state", trip.state())
                .add("nonce", trip.nonce())
                .add("verifier", trip.verifier())
                .add("link", link)
                .add("to", to)
                .add("until", clock.instant().plus(LONGEST).toEpochMilli());
        var sealed = secrets.seal(told.build().toString(), TRIP).getBytes(StandardCharsets.UTF_8);
        return cookie(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed), (int) LONGEST.toSeconds());
    }

    private void requireOn() {
        if (!provider.isOn()) {
            throw new NotFoundException();
        }
    }

    private Optional<JsonObject> trip() {
        return Cookies.value(request, Cookies.name(COOKIE, proxies.visitor(request)))
                .flatMap(this::opened)
                .filter(trip -> trip.getJsonNumber("until").longValue() > clock.millis());
    }

    private Optional<JsonObject> opened(String value) {
        try (var reader = Json.createReader(new StringReader(
                secrets.open(new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8), TRIP)))) {
            return Optional.of(reader.readObject());
        } catch (IllegalArgumentException | IllegalStateException e) {
            return Optional.empty(); // not ours: said as a state that does not fit
        }
    }

    private NewCookie cookie(String value, int seconds) {
        var visitor = proxies.visitor(request);
        return Cookies.cookie(Cookies.name(COOKIE, visitor), value, visitor)
                .maxAge(seconds)
                .build();
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
