package org.vimeter.web.account;

import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.vimeter.web.kit.AccountResource;
import org.vimeter.web.kit.View;

/** Where the pages of an account are, for its client and for staff alike; subclasses supply the account. */
public abstract class AccountRoutes extends AccountResource {
    @Inject
    private AccountPages pages;

    protected String actor() {
        return page.actor();
    }

    @GET
    public View home() {
        return pages.home(account());
    }

    @GET
    @Path("services/{service}")
    public View service(
            @PathParam("service") long service,
            @QueryParam("month") String month,
            @QueryParam("saved") @DefaultValue("") String saved) {
        return pages.service(account(), service, month).with("saved", saved);
    }

    @GET
    @Path("statement")
    public View statement(@QueryParam("before") Long before) {
        return pages.statement(account(), before);
    }

    @GET
    @Path("statement/{entry}")
    public View why(@PathParam("entry") long entry) {
        return pages.why(account(), entry);
    }

    @POST
    @Path("services/{service}/power")
    public Response power(@PathParam("service") long service, @FormParam("action") @DefaultValue("") String action) {
        pages.power(account(), service, actor(), action);
        return seen("/services/" + service);
    }
}
