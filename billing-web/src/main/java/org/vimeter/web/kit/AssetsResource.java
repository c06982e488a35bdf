package org.vimeter.web.kit;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

@Path("/assets/{hash}/{name}")
@PermitAll
public class AssetsResource {
    @Inject
    private Assets assets;

    @GET
    public Response asset(@PathParam("hash") String hash, @PathParam("name") String name) {
        var asset = assets.find(name)
                .filter(found -> found.hash().equals(hash))
                .orElseThrow(() -> new NotFoundException(name));
        return Response.ok(asset.content(), asset.type())
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .build();
    }
}
