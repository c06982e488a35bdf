package org.vimeter.web.catalog;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.vimeter.login.Logins;
import org.vimeter.web.kit.View;

/** The way from an empty installation to a package on sale, step by step. */
@Path("/staff/catalog")
@RolesAllowed(Logins.STAFF)
@Produces(MediaType.TEXT_HTML)
public class CatalogPages {
    @Inject
    private CatalogViews views;

    @GET
    public View steps() {
        return views.of("catalog/catalog");
    }
}
