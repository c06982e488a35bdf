package org.vimeter.web.account;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.vimeter.order.EndInput;
import org.vimeter.order.OrderInput;
import org.vimeter.problem.Refused;
import org.vimeter.web.account.AccountPages.Account;
import org.vimeter.web.kit.Forms;
import org.vimeter.web.kit.Page;
import org.vimeter.web.kit.View;

/** Where the pages of an account are, for its client and for staff alike; subclasses supply the account. */
public abstract class AccountRoutes {
    @Inject
    private AccountPages pages;

    @Inject
    private LifePages life;

    @Inject
    protected Page page;

    /** Never taken from what a client sends. */
    protected abstract Account account();

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

    @GET
    @Path("order")
    public View packages() {
        return life.packages(account());
    }

    /** What is chosen is in the address, so that the price can be looked at without a script. */
    @GET
    @Path("order/{package}")
    public View choose(@PathParam("package") long servicePackage, @Context UriInfo address) {
        return life.order(account(), input(servicePackage, address.getQueryParameters()));
    }

    @POST
    @Path("order/{package}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response order(@PathParam("package") long servicePackage, MultivaluedMap<String, String> form) {
        var input = input(servicePackage, form);
        try {
            return seen("/orders/" + life.place(account(), actor(), input));
        } catch (Refused refused) {
            return again(life.order(account(), input), refused);
        }
    }

    @GET
    @Path("orders/{order}")
    public View order(@PathParam("order") long order) {
        return life.story(account(), order);
    }

    @POST
    @Path("orders/{order}/confirm")
    public Response confirm(@PathParam("order") long order, @FormParam("quoted") @DefaultValue("") String quoted) {
        life.confirm(account(), order, actor(), page.isStaff(), quoted);
        return seen("/orders/" + order);
    }

    @POST
    @Path("orders/{order}/cancel")
    public Response cancel(@PathParam("order") long order) {
        life.cancel(account(), order, actor(), page.isStaff());
        return seen("/orders/" + order);
    }

    @GET
    @Path("services/{service}/change")
    public View change(
            @PathParam("service") long service,
            @QueryParam("servicePackage") @DefaultValue("0") long servicePackage,
            @Context UriInfo address) {
        return life.change(account(), service, page.isStaff(), input(servicePackage, address.getQueryParameters()));
    }

    @POST
    @Path("services/{service}/change")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response change(@PathParam("service") long service, MultivaluedMap<String, String> form) {
        var input = page.read(form, OrderInput.class);
        try {
            return seen("/orders/" + life.change(account(), service, actor(), page.isStaff(), input));
        } catch (Refused refused) {
            return again(life.change(account(), service, page.isStaff(), input), refused);
        }
    }

    @GET
    @Path("services/{service}/end")
    public View end(@PathParam("service") long service) {
        return life.end(account(), service);
    }

    @POST
    @Path("services/{service}/end")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response end(@PathParam("service") long service, MultivaluedMap<String, String> form) {
        var input = page.read(form, EndInput.class);
        try {
            return seen("/orders/" + life.end(account(), service, actor(), page.isStaff(), input));
        } catch (Refused refused) {
            return Forms.again(life.end(account(), service), refused);
        }
    }

    @POST
    @Path("services/{service}/power")
    public Response power(@PathParam("service") long service, @FormParam("action") @DefaultValue("") String action) {
        life.power(account(), service, actor(), action);
        return seen("/services/" + service);
    }

    /** What was found on the way to the order takes the place of what the form alone shows. */
    private static Response again(View view, Refused refused) {
        view.model().remove("faults");
        return Forms.again(view, refused);
    }

    private OrderInput input(long servicePackage, MultivaluedMap<String, String> values) {
        var input = page.read(values, OrderInput.class);
        input.servicePackage = servicePackage;
        return input;
    }

    protected Response seen(String path) {
        return Response.seeOther(URI.create(account().base() + path)).build();
    }
}
