package org.vimeter.web.server;

import static org.vimeter.web.kit.Staff.created;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.vimeter.login.Logins;
import org.vimeter.order.Upkeep;
import org.vimeter.problem.Refused;
import org.vimeter.server.Connections;
import org.vimeter.server.DiskImages;
import org.vimeter.server.EditServer;
import org.vimeter.server.ProbeServer;
import org.vimeter.server.ServerInput;
import org.vimeter.vm.Certificate;
import org.vimeter.web.kit.Etags;
import org.vimeter.web.kit.PagedAnswer;
import org.vimeter.web.kit.Staff;

@Path("/api/v1/servers")
@RolesAllowed(Logins.STAFF)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Servers")
public class ServersApi {
    @Inject
    private Upkeep upkeep;

    @Inject
    private EditServer editServer;

    @Inject
    private ProbeServer probe;

    @Inject
    private DiskImages images;

    @Inject
    private Connections connections;

    @Inject
    private Staff staff;

    @GET
    @Operation(summary = "All servers")
    public PagedAnswer<ServerAnswer> all() {
        return PagedAnswer.whole(
                editServer.servers().stream().map(ServerAnswer::of).toList());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One server; its password is never shown")
    public ServerAnswer one(@PathParam("id") long id) {
        return ServerAnswer.of(editServer.server(id));
    }

    @GET
    @Path("{id}/settings")
    @Operation(summary = "Every setting of a server, defaults included")
    public Map<String, String> settings(@PathParam("id") long id) {
        return connections.settings(id);
    }

    @GET
    @Path("{id}/check")
    @Operation(summary = "Check the connection: log in and read VM templates, disk images and nodes")
    public CheckAnswer check(@PathParam("id") long id) {
        return CheckAnswer.of(probe.check(id));
    }

    @GET
    @Path("{id}/statistics")
    @Operation(summary = "The last three whole days of a VM (id or name), raw and as parsed; nothing is stored")
    public PreviewAnswer statistics(@PathParam("id") long id, @QueryParam("vm") @DefaultValue("") String vm) {
        return PreviewAnswer.of(probe.preview(id, vm));
    }

    @GET
    @Path("{id}/calls")
    @Operation(summary = "How the server answered since this process started: calls, failures and times, by function")
    public PagedAnswer<CallAnswer> calls(@PathParam("id") long id) {
        return PagedAnswer.whole(probe.calls(id).stream().map(CallAnswer::of).toList());
    }

    @POST
    @Path("{id}/upkeep")
    @Operation(
            summary =
                    "Do what is due there now, as the timer does each minute: renewals, orders, VMs to stop and start")
    public Response upkeep(@PathParam("id") long id) {
        one(id);
        upkeep.work(id);
        return Response.noContent().build();
    }

    @POST
    @Path("{id}/disk-images")
    @Operation(summary = "Read the disk images of a server again")
    public ListedAnswer readImages(@PathParam("id") long id) {
        return new ListedAnswer(images.read(id));
    }

    @GET
    @Path("certificate")
    @Operation(summary = "The certificate at an https address, to compare before it is pinned")
    public Certificate certificate(@QueryParam("url") @DefaultValue("") String url) {
        var shown = probe.certificate(url);
        if (shown == null) {
            throw Refused.because("server.plain", url);
        }
        return shown;
    }

    @POST
    @Operation(summary = "Create a server")
    @APIResponseSchema(value = ServerAnswer.class, responseCode = "201")
    public Response create(@NotNull(message = "is missing") ServerInput input) {
        long id = editServer.create(input, staff.name());
        return created("servers/" + id, one(id));
    }

    @PUT
    @Path("{id}")
    @Operation(summary = "Change a server; an empty password keeps the stored one")
    public ServerAnswer change(
            @PathParam("id") long id,
            @HeaderParam("If-Match") String ifMatch,
            @NotNull(message = "is missing") ServerInput input) {
        Etags.require(ifMatch, () -> one(id));
        editServer.change(id, input, staff.name());
        return one(id);
    }
}
