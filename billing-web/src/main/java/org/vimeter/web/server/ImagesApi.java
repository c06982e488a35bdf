package org.vimeter.web.server;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.vimeter.login.Logins;
import org.vimeter.overview.CatalogLists;
import org.vimeter.server.DiskImage;
import org.vimeter.server.DiskImages;
import org.vimeter.server.ImageInput;
import org.vimeter.web.kit.Etags;
import org.vimeter.web.kit.ListQuery;
import org.vimeter.web.kit.PagedAnswer;

@Path("/api/v1/disk-images")
@RolesAllowed(Logins.STAFF)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Disk images")
public class ImagesApi {
    @Inject
    private DiskImages images;

    @Inject
    private CatalogLists lists;

    @GET
    @Operation(summary = "Disk images, by pages of 50, of one server if one is given; minimums are bytes")
    public PagedAnswer<DiskImage> all(@BeanParam ListQuery query, @QueryParam("server") Long server) {
        return PagedAnswer.of(lists.images(query.listing(), server));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One disk image")
    public DiskImage one(@PathParam("id") long id) {
        return images.image(id);
    }

    @PUT
    @Path("{id}")
    @Operation(summary = "Set what an image needs at least: memory in MiB, disk in GiB")
    public DiskImage change(
            @PathParam("id") long id,
            @HeaderParam("If-Match") String ifMatch,
            @NotNull(message = "is missing") ImageInput input) {
        Etags.require(ifMatch, () -> images.image(id));
        images.change(id, input);
        return images.image(id);
    }
}
