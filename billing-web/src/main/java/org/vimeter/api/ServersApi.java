package org.vimeter.api;

import static org.vimeter.api.Staff.created;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.vimeter.account.Logins;
import org.vimeter.api.Answers.CheckAnswer;
import org.vimeter.api.Answers.ServerAnswer;
import org.vimeter.api.Requests.ServerRequest;
import org.vimeter.catalog.Connections;
import org.vimeter.office.BackOffice;
import org.vimeter.office.NewServer;
import org.vimeter.problem.Refused;
import org.vimeter.vm.ServerFault;

@Path("/api/v1/servers")
@RolesAllowed(Logins.STAFF)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Servers")
public class ServersApi {
    @Inject
    private BackOffice office;

    @Inject
    private Connections connections;

    @GET
    @Operation(summary = "All servers")
    public List<ServerAnswer> all() {
        return office.servers().stream().map(ServerAnswer::of).toList();
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One server; its password is never shown")
    public ServerAnswer one(@PathParam("id") long id) {
        return ServerAnswer.of(office.server(id));
    }

    @GET
    @Path("{id}/settings")
    @Operation(summary = "Every setting of a server, defaults included")
    public Map<String, String> settings(@PathParam("id") long id) {
        return connections.of(id).settings();
    }

    @GET
    @Path("{id}/check")
    @Operation(summary = "Check the connection: log in and read the VM templates")
    public CheckAnswer check(@PathParam("id") long id) {
        var connection = connections.of(id);
        try {
            var server = connections.connect(connection);
            return new CheckAnswer(server.templates(), !server.vms().isEmpty());
        } catch (ServerFault fault) {
            throw new Refused(fault.problem());
        }
    }

    @POST
    @Operation(summary = "Create a server")
    public Response create(@NotNull(message = "is missing") @Valid ServerRequest request) {
        long id = office.createServer(new NewServer(
                request.name,
                request.kind,
                address(request),
                request.login,
                request.password,
                zone(request),
                request.settings));
        return created("servers/" + id, one(id));
    }

    private static URI address(ServerRequest request) {
        try {
            return URI.create(request.url.strip());
        } catch (IllegalArgumentException e) {
            throw Refused.because("server.address", request.name, request.url);
        }
    }

    private static ZoneId zone(ServerRequest request) {
        try {
            return ZoneId.of(request.zone);
        } catch (DateTimeException e) {
            throw Refused.because("server.zone", request.name, request.zone);
        }
    }
}
