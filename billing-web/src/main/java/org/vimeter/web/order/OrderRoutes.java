package org.vimeter.web.order;

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
import org.vimeter.order.EndInput;
import org.vimeter.order.OrderInput;
import org.vimeter.order.Requester;
import org.vimeter.problem.Refused;
import org.vimeter.web.kit.AccountResource;
import org.vimeter.web.kit.Forms;
import org.vimeter.web.kit.View;

/** Where an account orders, changes and ends services, for its client and for staff alike; subclasses supply the account. */
public abstract class OrderRoutes extends AccountResource {
    @Inject
    private OrderPages pages;

    private Requester requester() {
        return new Requester(account().id(), page.actor(), page.isStaff());
    }

    @GET
    @Path("order")
    public View packages() {
        return pages.packages(account());
    }

    /** What is chosen is in the address, so that the price can be looked at without a script. */
    @GET
    @Path("order/{package}")
    public View choose(@PathParam("package") long servicePackage, @Context UriInfo address) {
        return pages.order(account(), input(servicePackage, address.getQueryParameters()));
    }

    @POST
    @Path("order/{package}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response order(@PathParam("package") long servicePackage, MultivaluedMap<String, String> form) {
        var input = input(servicePackage, form);
        try {
            return seen("/orders/" + pages.place(requester(), input));
        } catch (Refused refused) {
            return again(pages.order(account(), input), refused);
        }
    }

    @GET
    @Path("orders/{order}")
    public View order(@PathParam("order") long order) {
        return pages.story(account(), order);
    }

    @POST
    @Path("orders/{order}/confirm")
    public Response confirm(@PathParam("order") long order, @FormParam("quoted") @DefaultValue("") String quoted) {
        pages.confirm(requester(), order, quoted);
        return seen("/orders/" + order);
    }

    @POST
    @Path("orders/{order}/cancel")
    public Response cancel(@PathParam("order") long order) {
        pages.cancel(requester(), order);
        return seen("/orders/" + order);
    }

    @GET
    @Path("services/{service}/change")
    public View change(
            @PathParam("service") long service,
            @QueryParam("servicePackage") @DefaultValue("0") long servicePackage,
            @Context UriInfo address) {
        return pages.change(account(), service, page.isStaff(), input(servicePackage, address.getQueryParameters()));
    }

    @POST
    @Path("services/{service}/change")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response change(@PathParam("service") long service, MultivaluedMap<String, String> form) {
        var input = page.read(form, OrderInput.class);
        try {
            return seen("/orders/" + pages.change(requester(), service, input));
        } catch (Refused refused) {
            return again(pages.change(account(), service, page.isStaff(), input), refused);
        }
    }

    @GET
    @Path("services/{service}/end")
    public View end(@PathParam("service") long service) {
        return pages.end(account(), service);
    }

    @POST
    @Path("services/{service}/end")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response end(@PathParam("service") long service, MultivaluedMap<String, String> form) {
        var input = page.read(form, EndInput.class);
        try {
            return seen("/orders/" + pages.end(requester(), service, input));
        } catch (Refused refused) {
            return Forms.again(pages.end(account(), service), refused);
        }
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
}
