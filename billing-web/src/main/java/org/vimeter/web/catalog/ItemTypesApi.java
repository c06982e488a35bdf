package org.vimeter.web.catalog;

import static org.vimeter.web.kit.Staff.created;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.vimeter.catalog.AddOnTypeInput;
import org.vimeter.catalog.EditAddOnType;
import org.vimeter.login.Logins;
import org.vimeter.web.kit.Etags;
import org.vimeter.web.kit.PagedAnswer;

@Path("/api/v1")
@RolesAllowed(Logins.STAFF)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Item types")
public class ItemTypesApi {
    @Inject
    private EditAddOnType editAddOnType;

    @GET
    @Path("item-types")
    @Operation(summary = "All item types")
    public PagedAnswer<EditAddOnType.ItemType> itemTypes() {
        return PagedAnswer.whole(editAddOnType.itemTypes());
    }

    @GET
    @Path("item-types/{id}/add-on-types")
    @Operation(summary = "The add-on types of an item type")
    public PagedAnswer<AddOnTypeAnswer> addOnTypes(@PathParam("id") long id) {
        editAddOnType.itemType(id);
        return PagedAnswer.whole(editAddOnType.addOnTypes().stream()
                .filter(type -> type.itemTypeId() == id)
                .map(AddOnTypeAnswer::of)
                .toList());
    }

    @POST
    @Path("item-types/{id}/add-on-types")
    @Operation(
            summary = "Create an add-on type",
            description = "“meters” names what counts it on servers; “*” is a meter of its own, named as the type")
    @APIResponseSchema(value = AddOnTypeAnswer.class, responseCode = "201")
    public Response create(@PathParam("id") long id, @NotNull(message = "is missing") AddOnTypeInput input) {
        long type = editAddOnType.create(id, input);
        return created("add-on-types/" + type, one(type));
    }

    @GET
    @Path("add-on-types/{id}")
    @Operation(summary = "One add-on type")
    public AddOnTypeAnswer one(@PathParam("id") long id) {
        return AddOnTypeAnswer.of(editAddOnType.addOnType(id));
    }

    @PUT
    @Path("add-on-types/{id}")
    @Operation(summary = "Change an add-on type, also to activate or deactivate it")
    public AddOnTypeAnswer change(
            @PathParam("id") long id,
            @HeaderParam("If-Match") String ifMatch,
            @NotNull(message = "is missing") AddOnTypeInput input) {
        Etags.require(ifMatch, () -> one(id));
        editAddOnType.change(id, input);
        return one(id);
    }
}
