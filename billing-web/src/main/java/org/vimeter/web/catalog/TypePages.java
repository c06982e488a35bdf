package org.vimeter.web.catalog;

import static org.vimeter.web.catalog.CatalogViews.saved;

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
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.vimeter.catalog.AddOnTypeInput;
import org.vimeter.catalog.EditAddOnType;
import org.vimeter.db.Listing;
import org.vimeter.login.Logins;
import org.vimeter.overview.CatalogLists;
import org.vimeter.problem.Refused;
import org.vimeter.web.kit.Forms;
import org.vimeter.web.kit.Page;
import org.vimeter.web.kit.View;

@Path("/staff/item-types")
@RolesAllowed(Logins.STAFF)
@Produces(MediaType.TEXT_HTML)
public class TypePages {
    @Inject
    private Page page;

    @Inject
    private EditAddOnType editAddOnType;

    @Inject
    private CatalogLists lists;

    @Inject
    private CatalogViews views;

    @GET
    public View list() {
        return views.of("catalog/item-types").with("types", editAddOnType.itemTypes());
    }

    /** The configuration of an item type: its add-on types. */
    @GET
    @Path("{item}")
    public View configuration(@PathParam("item") long item, @QueryParam("saved") @DefaultValue("") String saved) {
        return views.of("catalog/item-type")
                .with("item", editAddOnType.itemType(item))
                .with("saved", saved)
                .with(
                        "types",
                        editAddOnType.addOnTypes().stream()
                                .filter(type -> type.itemTypeId() == item)
                                .toList());
    }

    @GET
    @Path("{item}/add-on-types/new")
    public View empty(@PathParam("item") long item) {
        var input = new AddOnTypeInput();
        input.meters.add(AddOnTypeInput.OWN_METER);
        return form(item, 0, input);
    }

    @POST
    @Path("{item}/add-on-types")
    public Response create(@PathParam("item") long item, MultivaluedMap<String, String> form) {
        var input = page.read(form, AddOnTypeInput.class);
        try {
            long id = editAddOnType.create(item, input);
            return saved(
                    "/staff/item-types/" + item, editAddOnType.addOnType(id).name());
        } catch (Refused refused) {
            return Forms.again(form(item, 0, input), refused);
        }
    }

    @GET
    @Path("{item}/add-on-types/{id}")
    public View one(@PathParam("item") long item, @PathParam("id") long id) {
        return form(item, id, editAddOnType.input(id));
    }

    @POST
    @Path("{item}/add-on-types/{id}")
    public Response change(
            @PathParam("item") long item, @PathParam("id") long id, MultivaluedMap<String, String> form) {
        var input = page.read(form, AddOnTypeInput.class);
        try {
            editAddOnType.change(id, input);
            return saved(
                    "/staff/item-types/" + item, editAddOnType.addOnType(id).name());
        } catch (Refused refused) {
            return Forms.again(form(item, id, input), refused);
        }
    }

    @POST
    @Path("{item}/add-on-types/{id}/activation")
    public Response activate(
            @PathParam("item") long item, @PathParam("id") long id, @FormParam("active") @DefaultValue("") String yes) {
        editAddOnType.activate(id, yes.equals("yes"));
        return saved("/staff/item-types/" + item, editAddOnType.addOnType(id).name());
    }

    private View form(long item, long id, AddOnTypeInput input) {
        return views.of("catalog/add-on-type")
                .with("item", editAddOnType.itemType(item))
                .with("id", id)
                .with("input", input)
                .with("own", input.meters.contains(AddOnTypeInput.OWN_METER))
                .with("meters", editAddOnType.meters().all())
                .with("someUnits", lists.units(Listing.first("", "")).rows());
    }
}
