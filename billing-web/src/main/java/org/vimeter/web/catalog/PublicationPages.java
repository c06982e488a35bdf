package org.vimeter.web.catalog;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.vimeter.input.Texts;
import org.vimeter.login.Logins;
import org.vimeter.offer.EditPackage;
import org.vimeter.problem.Refused;
import org.vimeter.web.kit.FieldFaults;
import org.vimeter.web.kit.Forms;
import org.vimeter.web.kit.Page;
import org.vimeter.web.kit.View;

/** A draft on its way to publication: compared, simulated, checked, published. */
@Path("/staff/packages/{package}/publication")
@RolesAllowed(Logins.STAFF)
@Produces(MediaType.TEXT_HTML)
public class PublicationPages {
    private static final int MOST_LINES = 200;

    @PathParam("package")
    private long id;

    @Inject
    private EditPackage editPackage;

    @Inject
    private CatalogViews views;

    @Inject
    private Page page;

    /** Asks the package's servers, and shows everything that stands against publishing. */
    @GET
    public View check() {
        var startsOn = editPackage.start(id, null);
        return form(startsOn.toString()).with("faults", FieldFaults.of(editPackage.faults(id, startsOn)));
    }

    @POST
    public Response publish(
            @FormParam("startsOn") @DefaultValue("") String startsOn, @FormParam("revision") int revision) {
        try {
            editPackage.publish(id, editPackage.start(id, day(startsOn)), revision, page.actor());
            return CatalogViews.saved("/staff/packages/" + id, "");
        } catch (Refused refused) {
            return Forms.again(form(startsOn), refused);
        }
    }

    private View form(String startsOn) {
        return draft("catalog/publication").with("startsOn", startsOn);
    }

    @GET
    @Path("differences")
    public View differences() {
        return draft("catalog/differences").with("differences", editPackage.differences(id));
    }

    @GET
    @Path("simulation")
    public Response simulate(@QueryParam("month") @DefaultValue("") String month) {
        var view = draft("catalog/simulation").with("most", MOST_LINES);
        try {
            return Response.ok(view.with("simulation", editPackage.simulate(id, month(month))))
                    .build();
        } catch (Refused refused) {
            return Forms.again(view, refused);
        }
    }

    private View draft(String template) {
        return views.of(template).with("shown", editPackage.draft(id)).with("fieldLinks", new FieldLinks(id));
    }

    private static @Nullable LocalDate day(String text) {
        return Texts.orNull(text, Texts::day);
    }

    private static @Nullable YearMonth month(String text) {
        return Texts.orNull(text, Texts::month);
    }
}
