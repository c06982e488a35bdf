package org.vimeter.web.catalog;

import static org.vimeter.web.catalog.CatalogViews.saved;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
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
import java.net.URI;
import java.util.Arrays;
import java.util.function.Predicate;
import org.vimeter.login.Logins;
import org.vimeter.offer.EditPackage;
import org.vimeter.offer.PackageInput;
import org.vimeter.offer.PackageState;
import org.vimeter.offer.PriceInput;
import org.vimeter.overview.CatalogLists;
import org.vimeter.problem.Refused;
import org.vimeter.web.kit.Forms;
import org.vimeter.web.kit.ListLinks;
import org.vimeter.web.kit.ListQuery;
import org.vimeter.web.kit.Page;
import org.vimeter.web.kit.View;

/** Service packages, and the parts of a draft but for its add-ons. */
@Path("/staff/packages")
@RolesAllowed(Logins.STAFF)
@Produces(MediaType.TEXT_HTML)
public class PackagePages {
    @Inject
    private Page page;

    @Inject
    private EditPackage editPackage;

    @Inject
    private CatalogLists lists;

    @Inject
    private CatalogViews views;

    @Inject
    private PackageViews packages;

    @GET
    public View list(@BeanParam ListQuery query, @QueryParam("state") @DefaultValue("") String state) {
        var known = Arrays.stream(PackageState.values()).map(PackageState::name).anyMatch(state::equals) ? state : "";
        return views.of("catalog/packages")
                .with("packages", lists.packages(query.listing(), known))
                .with(
                        "links",
                        new ListLinks("/staff/packages", query.listing(), known.isEmpty() ? "" : "state=" + known))
                .with("states", PackageState.values())
                .with("state", known);
    }

    @GET
    @Path("new")
    public View empty() {
        return views.of("catalog/package-new").with("input", new PackageInput());
    }

    @POST
    public Response create(MultivaluedMap<String, String> form) {
        var input = page.read(form, PackageInput.class);
        try {
            return saved("/staff/packages/" + editPackage.create(input), "general");
        } catch (Refused refused) {
            return Forms.again(views.of("catalog/package-new").with("input", input), refused);
        }
    }

    /** The draft, to be edited, or the version that is asked for, to be read. */
    @GET
    @Path("{id}")
    public View one(
            @PathParam("id") long id,
            @QueryParam("version") Integer version,
            @QueryParam("image") @DefaultValue("") String image,
            @QueryParam("saved") @DefaultValue("") String saved) {
        var shown = version == null ? editPackage.shown(id) : editPackage.shown(id, version);
        return packages.of(shown, shown.input(), image).with("saved", saved);
    }

    @POST
    @Path("{id}/general")
    public Response general(@PathParam("id") long id, MultivaluedMap<String, String> form) {
        var sent = page.read(form, PackageInput.class);
        return save(id, sent.revision, "general", input -> {
            input.name = sent.name;
            input.internalName = sent.internalName;
            input.currencies = sent.currencies;
            input.prices = sent.prices;
            dropOtherCurrencies(input);
        });
    }

    /** Whoever takes a currency out of the package means its prices too. */
    private static void dropOtherCurrencies(PackageInput input) {
        var kept = PriceGrid.codes(input.currencies);
        Predicate<PriceInput> other = price -> !kept.contains(price.currency);
        input.prices.removeIf(other);
        for (var addOn : input.addOns) {
            addOn.prices.removeIf(other);
            addOn.elements.forEach(element -> element.prices.removeIf(other));
        }
    }

    @POST
    @Path("{id}/servers")
    public Response servers(@PathParam("id") long id, MultivaluedMap<String, String> form) {
        var sent = page.read(form, PackageInput.class);
        return save(id, sent.revision, "servers", input -> input.servers = sent.servers);
    }

    @POST
    @Path("{id}/images")
    public Response images(
            @PathParam("id") long id,
            @FormParam("revision") int revision,
            @FormParam("add") @DefaultValue("") String added,
            @FormParam("remove") @DefaultValue("") String removed) {
        return save(id, revision, "images", input -> {
            input.images.remove(removed);
            if (!added.isEmpty()) {
                input.images.add(added);
            }
        });
    }

    private interface Change {
        void to(PackageInput input);
    }

    private Response save(long id, int revision, String section, Change change) {
        var draft = editPackage.draft(id);
        var input = draft.input();
        change.to(input);
        input.revision = revision;
        try {
            editPackage.save(id, input);
            return saved("/staff/packages/" + id, section);
        } catch (Refused refused) {
            return Forms.again(packages.of(draft, input, ""), refused);
        }
    }

    @POST
    @Path("{id}/draft")
    public Response revise(@PathParam("id") long id) {
        editPackage.revise(id);
        return Response.seeOther(URI.create("/staff/packages/" + id)).build();
    }

    @POST
    @Path("{id}/draft/deletion")
    public Response discard(@PathParam("id") long id, @FormParam("revision") int revision) {
        editPackage.discard(id, revision);
        return Response.seeOther(URI.create("/staff/packages")).build();
    }

    @POST
    @Path("{id}/sale")
    public Response sell(@PathParam("id") long id, @FormParam("onSale") @DefaultValue("") String onSale) {
        editPackage.sell(id, onSale.equals("yes"));
        return saved("/staff/packages/" + id, "");
    }

    @GET
    @Path("{id}/copy")
    public View copy(@PathParam("id") long id) {
        return copyForm(id, new PackageInput());
    }

    @POST
    @Path("{id}/copy")
    public Response copy(@PathParam("id") long id, MultivaluedMap<String, String> form) {
        var sent = page.read(form, PackageInput.class);
        try {
            return saved("/staff/packages/" + editPackage.copy(id, sent.name, sent.internalName), "general");
        } catch (Refused refused) {
            return Forms.again(copyForm(id, sent), refused);
        }
    }

    private View copyForm(long id, PackageInput input) {
        return views.of("catalog/package-copy")
                .with("original", editPackage.shown(id).head())
                .with("input", input);
    }
}
