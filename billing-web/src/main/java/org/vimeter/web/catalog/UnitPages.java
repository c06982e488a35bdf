package org.vimeter.web.catalog;

import static org.vimeter.web.catalog.CatalogViews.saved;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.EditUnit;
import org.vimeter.catalog.UnitInput;
import org.vimeter.db.Listing;
import org.vimeter.login.Logins;
import org.vimeter.measure.Unit;
import org.vimeter.overview.CatalogLists;
import org.vimeter.problem.Refused;
import org.vimeter.web.kit.FieldFaults;
import org.vimeter.web.kit.Forms;
import org.vimeter.web.kit.ListLinks;
import org.vimeter.web.kit.ListQuery;
import org.vimeter.web.kit.Page;
import org.vimeter.web.kit.View;

@Path("/staff/units")
@RolesAllowed(Logins.STAFF)
@Produces(MediaType.TEXT_HTML)
public class UnitPages {
    private static final String LIST = "/staff/units";

    @Inject
    private Page page;

    @Inject
    private EditUnit editUnit;

    @Inject
    private CatalogLists lists;

    @Inject
    private CatalogViews views;

    /** The list, and under it a converter, if it was used with its result. */
    @GET
    public View list(
            @BeanParam ListQuery query,
            @QueryParam("figure") @DefaultValue("") String figure,
            @QueryParam("from") @DefaultValue("") String from,
            @QueryParam("to") @DefaultValue("") String to,
            @QueryParam("saved") @DefaultValue("") String saved) {
        var view = views.of("catalog/units")
                .with("units", lists.units(query.listing()))
                .with("links", new ListLinks(LIST, query.listing(), ""))
                .with("figure", figure)
                .with("from", from)
                .with("to", to)
                .with("saved", saved);
        if (!from.isEmpty() || !to.isEmpty()) {
            try {
                view.with("conversion", editUnit.convert(page.figure(figure), from, to));
            } catch (Refused refused) {
                view.with("faults", FieldFaults.of(refused.faults()));
            }
        }
        return view;
    }

    @GET
    @Path("new")
    public View empty() {
        return form(0, new UnitInput());
    }

    @POST
    public Response create(MultivaluedMap<String, String> form) {
        var input = page.read(form, UnitInput.class);
        try {
            editUnit.create(input);
            return saved(LIST, "");
        } catch (Refused refused) {
            return Forms.again(form(0, input), refused);
        }
    }

    @GET
    @Path("{id}")
    public View one(@PathParam("id") long id) {
        return form(id, editUnit.input(id)).with("users", editUnit.users(id));
    }

    @POST
    @Path("{id}")
    public Response change(@PathParam("id") long id, MultivaluedMap<String, String> form) {
        var input = page.read(form, UnitInput.class);
        try {
            editUnit.change(id, input);
            return saved(LIST, "");
        } catch (Refused refused) {
            return Forms.again(form(id, input).with("users", editUnit.users(id)), refused);
        }
    }

    @POST
    @Path("{id}/deletion")
    public Response delete(@PathParam("id") long id) {
        try {
            editUnit.delete(id);
            return saved(LIST, "");
        } catch (Refused refused) {
            return Forms.again(one(id), refused);
        }
    }

    /** The form as it was sent, with the chain that it describes. A number of 0 is a unit that is not there yet. */
    @POST
    @Path("{id}/preview")
    public Response preview(@PathParam("id") long id, MultivaluedMap<String, String> form) {
        var input = page.read(form, UnitInput.class);
        if (id != 0) {
            editUnit.unit(id); // there must be one
        }
        var view = View.of("catalog/unit").with("id", id).with("input", input).with("someUnits", someUnits());
        if (id != 0) {
            view.with("users", editUnit.users(id));
        }
        try {
            return Response.ok(view.with("chain", chain(editUnit.preview(id, input))))
                    .build();
        } catch (Refused refused) {
            return Forms.again(view, refused);
        }
    }

    private View form(long id, UnitInput input) {
        var view = views.of("catalog/unit").with("id", id).with("input", input).with("someUnits", someUnits());
        return id == 0 ? view : view.with("chain", chain(editUnit.unit(id)));
    }

    private List<CatalogLists.UnitLine> someUnits() {
        return lists.units(Listing.first("", "")).rows();
    }

    /** The unit and the ones that it is made of, down to the base unit. */
    private static List<Unit> chain(@Nullable Unit unit) {
        var chain = new ArrayList<Unit>();
        for (var one = unit; one != null; one = one.smaller()) {
            chain.add(one);
        }
        return chain;
    }
}
