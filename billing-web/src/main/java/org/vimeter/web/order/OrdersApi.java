package org.vimeter.web.order;

import static org.vimeter.web.kit.Staff.created;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.vimeter.account.AccountId;
import org.vimeter.input.Texts;
import org.vimeter.login.Logins;
import org.vimeter.order.Order;
import org.vimeter.order.OrderId;
import org.vimeter.order.OrderInput;
import org.vimeter.order.OrderTasks;
import org.vimeter.order.Orders;
import org.vimeter.order.PlaceOrder;
import org.vimeter.order.Requester;
import org.vimeter.server.ServerId;
import org.vimeter.web.kit.Etags;
import org.vimeter.web.kit.IdempotencyKey;
import org.vimeter.web.kit.PagedAnswer;
import org.vimeter.web.kit.PartQuery;
import org.vimeter.web.kit.Staff;

@Path("/api/v1/orders")
@RolesAllowed(Logins.STAFF)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Orders")
public class OrdersApi {
    @Inject
    private PlaceOrder placeOrder;

    @Inject
    private Orders orders;

    @Inject
    private OrderTasks tasks;

    @Inject
    private Staff staff;

    /** What is ordered, and for whom. */
    @SuppressWarnings("NullAway") // checked by Jakarta Validation before a resource sees it
    public static class OrderRequest extends OrderInput {
        @NotNull(message = "is missing")
        public Long account;
    }

    @GET
    @Operation(summary = "Orders, newest first; those that are not through unless a status is given")
    public PagedAnswer<OrderAnswer> list(
            @BeanParam PartQuery query, @QueryParam("account") Long account, @QueryParam("status") String status) {
        var wanted = Texts.orNull(status, text -> Texts.constant(Order.Status.class, text));
        var found =
                orders.before(account == null ? null : new AccountId(account), wanted, query.before(), query.limit());
        return PagedAnswer.of(found, shown -> shown.order().id().value(), OrderAnswer::of);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One order: its price, its step, and what went wrong")
    public OrderAnswer one(@PathParam("id") long id) {
        return OrderAnswer.of(orders.story(new OrderId(id)).shown());
    }

    @POST
    @Path("quote")
    @Operation(summary = "What an order would cost: now, each period, and at most; nothing is ordered")
    public QuoteAnswer quote(@NotNull(message = "is missing") @Valid OrderRequest request) {
        var draft = placeOrder.draft(new AccountId(request.account), request);
        draft.faults().refuseIfAny();
        return QuoteAnswer.of(draft.quote());
    }

    @POST
    @Operation(summary = "Order a VM for a client; without enough money the order waits for it")
    @APIResponseSchema(value = OrderAnswer.class, responseCode = "201")
    public Response place(
            @HeaderParam(IdempotencyKey.HEADER) String key,
            @NotNull(message = "is missing") @Valid OrderRequest request) {
        request.key = IdempotencyKey.of(key, request.key);
        var id = placeOrder.place(new Requester(new AccountId(request.account), staff.name(), true), request);
        return created("orders/" + id, one(id.value()));
    }

    @POST
    @Path("{id}/retry")
    @Operation(summary = "Try the present step again, at once and ten times more")
    public OrderAnswer retry(@PathParam("id") long id, @HeaderParam("If-Match") String ifMatch) {
        Etags.require(ifMatch, () -> one(id));
        tasks.retry(new OrderId(id), staff.name());
        return one(id);
    }

    @POST
    @Path("{id}/server")
    @Operation(summary = "Remove what was made, and begin again on another server of the package")
    public OrderAnswer move(
            @PathParam("id") long id,
            @HeaderParam("If-Match") String ifMatch,
            @NotNull(message = "is missing") @Valid MoveRequest request) {
        Etags.require(ifMatch, () -> one(id));
        tasks.move(new OrderId(id), new ServerId(request.server), staff.name());
        return one(id);
    }

    @POST
    @Path("{id}/confirm")
    @Operation(summary = "Agree to the price that an order has by now, for one that waits for it")
    public OrderAnswer confirm(
            @PathParam("id") long id,
            @HeaderParam("If-Match") String ifMatch,
            @NotNull(message = "is missing") @Valid ConfirmRequest request) {
        Etags.require(ifMatch, () -> one(id));
        tasks.confirm(new OrderId(id), null, request.quoted, staff.name());
        return one(id);
    }

    @POST
    @Path("{id}/cancel")
    @Operation(summary = "Take an order back: what it made is removed, what was kept back for it is free")
    public OrderAnswer cancel(@PathParam("id") long id, @HeaderParam("If-Match") String ifMatch) {
        Etags.require(ifMatch, () -> one(id));
        tasks.cancel(new OrderId(id), null, staff.name());
        return one(id);
    }
}
