package org.vimeter.web.service;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.vimeter.enforcement.Suspension;
import org.vimeter.enforcement.SuspensionCause;
import org.vimeter.enforcement.Suspensions;
import org.vimeter.input.Texts;
import org.vimeter.login.Logins;
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
        var found = suspensions.before(service, query.before(), query.limit());
        return PagedAnswer.of(found, Suspension::id, SuspensionAnswer::of);
    }

    @POST
    @Operation(summary = "Suspend a service by hand; the VM is stopped within a minute")
    public PagedAnswer<SuspensionAnswer> suspend(@NotNull(message = "is missing") @Valid SuspensionRequest request) {
        var cause = Texts.constant(SuspensionCause.class, request.cause, SuspensionCause.STAFF);
        suspensions.suspend(request.service, cause, staff.name(), request.note);
        return list(new PartQuery(), request.service);
    }

    @POST
    @Path("{id}/release")
    @Operation(summary = "Lift a suspension; the VM is started within a minute if nothing else holds it")
    public SuspensionAnswer release(
            @PathParam("id") long id, @NotNull(message = "is missing") @Valid ReleaseRequest request) {
        suspensions.release(id, staff.name(), request.holdUntil == null ? null : Texts.day(request.holdUntil));
        return SuspensionAnswer.of(suspensions.byId(id));
    }
}
