package org.vimeter.web.server;

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
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.vimeter.login.Logins;
import org.vimeter.overview.CatalogLists;
import org.vimeter.problem.Refused;
import org.vimeter.server.DiskImages;
import org.vimeter.server.EditServer;
import org.vimeter.server.ImageInput;
import org.vimeter.web.catalog.CatalogViews;
import org.vimeter.web.kit.Forms;
import org.vimeter.web.kit.ListLinks;
import org.vimeter.web.kit.ListQuery;
import org.vimeter.web.kit.Page;
import org.vimeter.web.kit.View;

@Path("/staff/images")
@RolesAllowed(Logins.STAFF)
@Produces(MediaType.TEXT_HTML)
public class ImagePages {
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;

    @Inject
    private Page page;

    @Inject
    private EditServer servers;

    @Inject
    private DiskImages images;

    @Inject
    private CatalogLists lists;

    @Inject
    private CatalogViews views;

    @GET
    public View list(
            @BeanParam ListQuery query,
            @QueryParam("server") @DefaultValue("") String server,
            @QueryParam("saved") @DefaultValue("") String saved) {
        @Nullable Long only = server.matches("\\d{1,18}") ? Long.valueOf(server) : null;
        return views.of("server/images")
                .with("images", lists.images(query.listing(), only))
                .with("links", new ListLinks("/staff/images", query.listing(), only == null ? "" : "server=" + only))
                .with("servers", servers.servers())
                .with("server", server)
                .with("saved", saved);
    }

    @GET
    @Path("{id}")
    public View one(@PathParam("id") long id) {
        var image = images.image(id);
        var input = new ImageInput();
        input.memory = figure(image.minMemory(), MIB);
        input.disk = figure(image.minDisk(), GIB);
        return form(id, input);
    }

    @POST
    @Path("{id}")
    public Response change(@PathParam("id") long id, MultivaluedMap<String, String> form) {
        var input = page.read(form, ImageInput.class);
        try {
            images.change(id, input);
            return saved("/staff/images", "");
        } catch (Refused refused) {
            return Forms.again(form(id, input), refused);
        }
    }

    private View form(long id, ImageInput input) {
        return views.of("server/image").with("image", images.image(id)).with("input", input);
    }

    private static String figure(@Nullable Long bytes, long unit) {
        return bytes == null
                ? ""
                : BigDecimal.valueOf(bytes)
                        .divide(BigDecimal.valueOf(unit))
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
