package org.vimeter.web.service;

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
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.vimeter.db.Db;
import org.vimeter.enforcement.OverrideLimit;
import org.vimeter.enforcement.OverrideLimit.NewLimit;
import org.vimeter.input.Texts;
import org.vimeter.login.Logins;
import org.vimeter.order.AttachService;
import org.vimeter.order.ChangeService;
import org.vimeter.order.EndInput;
import org.vimeter.order.EndService;
import org.vimeter.order.OrderInput;
import org.vimeter.order.Orders;
import org.vimeter.order.Requester;
import org.vimeter.order.ServiceRequest;
import org.vimeter.overview.Overview;
import org.vimeter.overview.ServiceLine;
import org.vimeter.overview.ServiceLines;
import org.vimeter.problem.Refused;
import org.vimeter.server.Connections;
import org.vimeter.service.Service;
import org.vimeter.service.ServiceId;
import org.vimeter.service.Services;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.Vm;
import org.vimeter.web.kit.Etags;
import org.vimeter.web.kit.IdempotencyKey;
import org.vimeter.web.kit.PagedAnswer;
import org.vimeter.web.kit.PartQuery;
import org.vimeter.web.kit.Staff;
import org.vimeter.web.order.OrderAnswer;
import org.vimeter.web.usage.UsageAnswer;
import org.vimeter.web.usage.UsageReader;

@Path("/api/v1/services")
@RolesAllowed(Logins.STAFF)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Services")
public class ServicesApi {
    @Inject
    private AttachService attach;

    @Inject
    private Connections connections;

    @Inject
    private Overview overview;

    @Inject
    private Db db;

    @Inject
    private Clock clock;

    @Inject
    private ChangeService changeService;

    @Inject
    private EndService endService;

    @Inject
    private Orders orders;

    @Inject
    private OverrideLimit limits;

    @Inject
    private ServiceLines lines;

    @Inject
    private UsageReader usage;

    @Inject
    private Staff staff;

    @GET
    @Operation(summary = "Services by number: all, or those of an account, server or package, ended or not")
    public PagedAnswer<ServiceAnswer> all(
            @BeanParam PartQuery query,
            @QueryParam("account") Long account,
            @QueryParam("server") Long server,
            @QueryParam("servicePackage") Long servicePackage,
            @QueryParam("ended") String ended) {
        var found = lines.after(
                new ServiceLines.Filter(account, server, servicePackage, Texts.orNull(ended, Texts::flag)),
                query.after(),
                query.limit());
        return PagedAnswer.of(found, ServiceLine::id, ServiceAnswer::of);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One service with its use in the present accounting periods")
    public ServiceAnswer one(@PathParam("id") long id) {
        var service = overview.service(service(id).accountId(), new ServiceId(id));
        var actual = service.actual();
        return new ServiceAnswer(
                id,
                service.accountId(),
                service.vmName(),
                service.packageName(),
                service.serverId(),
                service.firstDay(),
                service.lastDay(),
                actual == null ? null : actual.name(),
                service.isSuspended(),
                service.addOns().stream().map(UseAnswer::of).toList());
    }

    @POST
    @Operation(summary = "Bill an existing VM of a server to a client under a package")
    @APIResponseSchema(value = ServiceAnswer.class, responseCode = "201")
    public Response attach(@NotNull(message = "is missing") @Valid AttachRequest request) {
        var vm = vm(request.server, request.vm);
        var today = LocalDate.now(clock.withZone(connections.of(request.server).zone()));
        var id = attach.attach(request.service(vm, today));
        return created("services/" + id, one(id.value()));
    }

    @POST
    @Path("{id}/new-name")
    @Operation(
            summary = "Take over the name that the server now gives the VM, once a person knows that it is the same VM")
    public ServiceAnswer newName(@PathParam("id") long id, @HeaderParam("If-Match") String ifMatch) {
        Etags.require(ifMatch, () -> one(id));
        long server = service(id).serverId().value();
        try {
            attach.takeNewName(
                    new ServiceId(id),
                    connections.connect(connections.of(server)).vms());
            return one(id);
        } catch (ServerFault fault) {
            throw Refused.because(fault.problem());
        }
    }

    @GET
    @Path("{id}/usage")
    @Operation(summary = "Usage rows with the server's own values; the last 31 days if no days are given")
    public PagedAnswer<UsageAnswer> usage(
            @PathParam("id") long id, @QueryParam("from") String from, @QueryParam("to") String to) {
        service(id).accountId();
        return PagedAnswer.whole(usage.between(id, from, to, UsageAnswer::of));
    }

    @POST
    @Path("{id}/changes")
    @Operation(summary = "Change quantities, or the package on the same server; what is left out stays as it is")
    @APIResponseSchema(value = OrderAnswer.class, responseCode = "201")
    public Response change(
            @PathParam("id") long id,
            @HeaderParam("If-Match") String ifMatch,
            @HeaderParam(IdempotencyKey.HEADER) String key,
            @NotNull(message = "is missing") OrderInput request) {
        Etags.require(ifMatch, () -> one(id));
        request.key = IdempotencyKey.of(key, request.key);
        var order = changeService.change(asking(id), request);
        return created("orders/" + order, OrderAnswer.of(orders.story(order).shown()));
    }

    @POST
    @Path("{id}/end")
    @Operation(summary = "End a service: its last usage is read, its VM deleted, its history stays")
    @APIResponseSchema(value = OrderAnswer.class, responseCode = "201")
    public Response end(
            @PathParam("id") long id,
            @HeaderParam("If-Match") String ifMatch,
            @HeaderParam(IdempotencyKey.HEADER) String key,
            @NotNull(message = "is missing") @Valid EndRequest request) {
        Etags.require(ifMatch, () -> one(id));
        var input = new EndInput();
        input.when = request.when;
        input.refund = request.refund;
        input.note = request.note;
        input.key = key == null ? null : IdempotencyKey.of(key);
        var order = endService.end(asking(id), input);
        return created("orders/" + order, OrderAnswer.of(orders.story(order).shown()));
    }

    @POST
    @Path("{id}/limits")
    @Operation(summary = "Give a service another limit; a suspension that it no longer gives a reason for is lifted")
    public ServiceAnswer limit(
            @PathParam("id") long id,
            @HeaderParam("If-Match") String ifMatch,
            @NotNull(message = "is missing") @Valid LimitRequest request) {
        Etags.require(ifMatch, () -> one(id));
        service(id);
        limits.set(
                new NewLimit(
                        new ServiceId(id), request.addOn, Texts.number(request.limit), request.forGood, request.note),
                staff.name());
        return one(id);
    }

    private ServiceRequest asking(long id) {
        return new ServiceRequest(new Requester(service(id).accountId(), staff.name(), true), new ServiceId(id));
    }

    private Service service(long id) {
        return db.transaction(session -> Services.find(session, new ServiceId(id)))
                .orElseThrow(() -> Refused.unknown("service.unknown", id));
    }

    private Vm vm(long server, String idOrName) {
        var connection = connections.of(server);
        try {
            var vms = connections.connect(connection).vms();
            attach.listed(server, vms);
            var named = vms.named(idOrName);
            return vms.find(idOrName)
                    .or(() -> named.size() == 1 ? named.stream().findFirst() : Optional.empty())
                    .orElseThrow(() -> Refused.because("service.no-vm", connection.name(), idOrName));
        } catch (ServerFault fault) {
            throw Refused.because(fault.problem());
        }
    }
}
