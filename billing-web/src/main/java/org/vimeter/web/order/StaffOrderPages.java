package org.vimeter.web.order;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.vimeter.login.Logins;
import org.vimeter.order.OrderId;
import org.vimeter.order.OrderTasks;
import org.vimeter.server.ServerId;
import org.vimeter.web.kit.Account;

/** A client's orders as staff see them, with what only staff may do. */
@Path("/staff/clients/{account}")
@RolesAllowed(Logins.STAFF)
@Produces(MediaType.TEXT_HTML)
public class StaffOrderPages extends OrderRoutes {
    @Inject
    private OrderTasks tasks;

    @PathParam("account")
    private long account;

    @Override
    protected Account account() {
        return Account.ofClient(account);
    }

    @POST
    @Path("orders/{order}/retry")
    public Response retry(@PathParam("order") long order) {
        tasks.retry(new OrderId(order), page.actor());
        return seen("/orders/" + order);
    }

    @POST
    @Path("orders/{order}/move")
    public Response move(@PathParam("order") long order, @FormParam("server") long server) {
        tasks.move(new OrderId(order), new ServerId(server), page.actor());
        return seen("/orders/" + order);
    }
}
