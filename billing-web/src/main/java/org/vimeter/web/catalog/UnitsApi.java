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
import org.vimeter.catalog.EditUnit;
import org.vimeter.catalog.UnitInput;
import org.vimeter.login.Logins;
import org.vimeter.overview.CatalogLists;
import org.vimeter.overview.CatalogLists.UnitLine;
import org.vimeter.web.kit.Etags;
import org.vimeter.web.kit.ListQuery;
import org.vimeter.web.kit.PagedAnswer;

@Path("/api/v1/units")
@RolesAllowed(Logins.STAFF)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Units of measure")
public class UnitsApi {
    @Inject
    private EditUnit editUnit;

    @Inject
    private CatalogLists lists;

    @GET
    @Operation(summary = "Units of measure, by pages of 50")
    public PagedAnswer<UnitLine> all(@BeanParam ListQuery query) {
        return PagedAnswer.of(lists.units(query.listing()));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One unit with the base unit of its chain and how many of that make one")
    public UnitAnswer one(@PathParam("id") long id) {
        return UnitAnswer.of(id, editUnit.unit(id));
    }

    @POST
    @Operation(summary = "Create a unit: a base unit, or a whole number of a smaller one")
    @APIResponseSchema(value = UnitAnswer.class, responseCode = "201")
    public Response create(@NotNull(message = "is missing") UnitInput input) {
        long id = editUnit.create(input);
        return created("units/" + id, one(id));
    }

    @PUT
    @Path("{id}")
    @Operation(summary = "Change a unit; of one that is in use only the title")
    public UnitAnswer change(
            @PathParam("id") long id,
            @HeaderParam("If-Match") String ifMatch,
            @NotNull(message = "is missing") UnitInput input) {
        Etags.require(ifMatch, () -> one(id));
        editUnit.change(id, input);
        return one(id);
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Delete a unit that nothing uses")
    public void delete(@PathParam("id") long id, @HeaderParam("If-Match") String ifMatch) {
        Etags.require(ifMatch, () -> one(id));
        editUnit.delete(id);
    }

    @GET
    @Path("conversion")
    @Operation(summary = "Convert a figure from one unit to another of the same chain")
    public ConversionAnswer convert(
            @QueryParam("figure") @DefaultValue("1") String figure,
            @QueryParam("from") @DefaultValue("") String from,
            @QueryParam("to") @DefaultValue("") String to) {
        return ConversionAnswer.of(editUnit.convert(figure, from, to));
    }
}
