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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.vimeter.enforcement.Suspension;
import org.vimeter.enforcement.SuspensionCause;
import org.vimeter.enforcement.Suspensions;
import org.vimeter.input.Texts;
import org.vimeter.login.Logins;
import org.vimeter.service.ServiceId;
import org.vimeter.web.kit.Etags;
import org.vimeter.web.kit.PagedAnswer;
import org.vimeter.web.kit.PartQuery;
import org.vimeter.web.kit.Staff;

@Path("/api/v1/suspensions")
@RolesAllowed(Logins.STAFF)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Suspensions")
public class SuspensionsApi {
    @Inject
    private Suspensions suspensions;

    @Inject
    private Staff staff;

    @GET
    @Operation(summary = "The open suspensions, or all of one service; newest first")
    public PagedAnswer<SuspensionAnswer> list(@BeanParam PartQuery query, @QueryParam("service") Long service) {
        var found = suspensions.before(service == null ? null : new ServiceId(service), query.before(), query.limit());
        return PagedAnswer.of(found, Suspension::id, SuspensionAnswer::of);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One suspension, also when it is lifted")
    public SuspensionAnswer one(@PathParam("id") long id) {
        return SuspensionAnswer.of(suspensions.byId(id));
    }

    @POST
    @Operation(
            summary = "Suspend a service by hand; the VM is stopped within a minute",
            description =
                    "A service that is suspended for the same cause already stays as it is: the answer is that one.")
    @APIResponseSchema(value = SuspensionAnswer.class, responseCode = "201")
    public Response suspend(@NotNull(message = "is missing") @Valid SuspensionRequest request) {
        var cause = Texts.constant(SuspensionCause.class, request.cause, SuspensionCause.STAFF);
        long id = suspensions.suspend(new ServiceId(request.service), cause, staff.name(), request.note);
        return created("suspensions/" + id, one(id));
    }

    @POST
    @Path("{id}/release")
    @Operation(summary = "Lift a suspension; the VM is started within a minute if nothing else holds it")
    public SuspensionAnswer release(
            @PathParam("id") long id,
            @HeaderParam("If-Match") String ifMatch,
            @NotNull(message = "is missing") @Valid ReleaseRequest request) {
        Etags.require(ifMatch, () -> one(id));
        suspensions.release(id, staff.name(), request.holdUntil == null ? null : Texts.day(request.holdUntil));
        return one(id);
    }
}
