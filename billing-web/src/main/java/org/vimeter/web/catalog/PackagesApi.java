package org.vimeter.web.catalog;

import static org.vimeter.web.kit.Staff.created;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.vimeter.input.Texts;
import org.vimeter.login.Logins;
import org.vimeter.offer.Difference;
import org.vimeter.offer.EditPackage;
import org.vimeter.offer.PackageInput;
import org.vimeter.offer.PackageState;
import org.vimeter.overview.CatalogLists;
import org.vimeter.overview.CatalogLists.PackageLine;
import org.vimeter.web.kit.Etags;
import org.vimeter.web.kit.ListQuery;
import org.vimeter.web.kit.PagedAnswer;
import org.vimeter.web.kit.Staff;

@Path("/api/v1/service-packages")
@RolesAllowed(Logins.STAFF)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Service packages")
public class PackagesApi {
    @Inject
    private EditPackage editPackage;

    @Inject
    private CatalogLists lists;

    @Inject
    private Staff staff;

    @GET
    @Operation(summary = "Service packages, by pages of 50")
    public PagedAnswer<PackageLine> all(
            @BeanParam ListQuery query, @QueryParam("state") @DefaultValue("") String state) {
        var wanted = Texts.orNull(state, text -> Texts.constant(PackageState.class, text));
        return PagedAnswer.of(lists.packages(query.listing(), wanted == null ? "" : wanted.name()));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One package with a version of it: the draft if there is one, else the newest published")
    public PackageAnswer one(@PathParam("id") long id, @QueryParam("version") Integer version) {
        return PackageAnswer.of(version == null ? editPackage.shown(id) : editPackage.shown(id, version));
    }

    @POST
    @Operation(summary = "Create a package as a draft; publishing it makes it orderable")
    @APIResponseSchema(value = PackageAnswer.class, responseCode = "201")
    public Response create(@NotNull(message = "is missing") PackageInput input) {
        long id = editPackage.create(input);
        return created("service-packages/" + id, shown(id));
    }

    @POST
    @Path("{id}/draft")
    @Operation(summary = "Begin the next version as a copy of the newest one")
    public PackageAnswer revise(@PathParam("id") long id, @HeaderParam("If-Match") String ifMatch) {
        Etags.require(ifMatch, () -> shown(id));
        editPackage.revise(id);
        return shown(id);
    }

    @PUT
    @Path("{id}/draft")
    @Operation(
            summary = "Replace all that the draft offers; “revision” guards against overwriting somebody else’s change")
    public PackageAnswer save(
            @PathParam("id") long id,
            @HeaderParam("If-Match") String ifMatch,
            @NotNull(message = "is missing") PackageInput input) {
        Etags.require(ifMatch, () -> shown(id));
        editPackage.save(id, input);
        return shown(id);
    }

    @DELETE
    @Path("{id}/draft")
    @Operation(summary = "Discard the draft; with it the package, if it was never published")
    public void discard(@PathParam("id") long id, @HeaderParam("If-Match") String ifMatch) {
        Etags.require(ifMatch, () -> shown(id));
        editPackage.discard(id, 0);
    }

    @GET
    @Path("{id}/draft/faults")
    @Operation(
            summary = "Everything that stands against publishing the draft, by field; the package’s servers are asked")
    public PagedAnswer<FaultAnswer> faults(@PathParam("id") long id, @QueryParam("startsOn") String startsOn) {
        var faults = editPackage.faults(id, editPackage.start(id, Texts.orNull(startsOn, Texts::day)));
        return PagedAnswer.whole(faults.stream().map(FaultAnswer::of).toList());
    }

    @GET
    @Path("{id}/draft/differences")
    @Operation(summary = "What the draft changes against the newest published version")
    public PagedAnswer<Difference> differences(@PathParam("id") long id) {
        return PagedAnswer.whole(editPackage.differences(id));
    }

    @GET
    @Path("{id}/draft/simulation")
    @Operation(
            summary = "Replay a closed month’s real usage on the draft’s terms; the last month if none is given",
            description = "The usage stays as it was, also where a limit would have stopped the VM")
    public SimulationAnswer simulate(@PathParam("id") long id, @QueryParam("month") String month) {
        return SimulationAnswer.of(editPackage.simulate(id, Texts.orNull(month, Texts::month)));
    }

    @POST
    @Path("{id}/publication")
    @Operation(
            summary = "Publish the draft",
            description = "The first version starts today if no day is given, a later one on the first of next month")
    public PackageAnswer publish(
            @PathParam("id") long id,
            @HeaderParam("If-Match") String ifMatch,
            @NotNull(message = "is missing") PublicationRequest request) {
        Etags.require(ifMatch, () -> shown(id));
        editPackage.publish(
                id, editPackage.start(id, Texts.orNull(request.startsOn, Texts::day)), request.revision, staff.name());
        return shown(id);
    }

    @PUT
    @Path("{id}/sale")
    @Operation(summary = "Take a package off sale, or put it on sale again; its services go on either way")
    public PackageAnswer sell(
            @PathParam("id") long id,
            @HeaderParam("If-Match") String ifMatch,
            @NotNull(message = "is missing") SaleRequest request) {
        Etags.require(ifMatch, () -> shown(id));
        editPackage.sell(id, request.onSale);
        return shown(id);
    }

    @POST
    @Path("{id}/copies")
    @Operation(summary = "A draft of a new package that offers the same")
    @APIResponseSchema(value = PackageAnswer.class, responseCode = "201")
    public Response copy(@PathParam("id") long id, @NotNull(message = "is missing") CopyRequest request) {
        long copy = editPackage.copy(id, request.name, request.internalName);
        return created("service-packages/" + copy, shown(copy));
    }

    private PackageAnswer shown(long id) {
        return PackageAnswer.of(editPackage.shown(id));
    }
}
