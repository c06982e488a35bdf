package org.vimeter.web.run;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.vimeter.login.Logins;
import org.vimeter.problem.Refused;
import org.vimeter.verify.Verification;
import org.vimeter.verify.Verification.Finding;
import org.vimeter.verify.Verification.Result;

@Path("/api/v1/verification")
@RolesAllowed(Logins.STAFF)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Verification")
public class VerificationApi {
    @Inject
    private Verification verification;

    public record VerificationAnswer(
            long id, Instant startedAt, Instant finishedAt, long recomputed, boolean right, List<Finding> findings) {
        static VerificationAnswer of(Result result) {
            return new VerificationAnswer(
                    result.id(),
                    result.startedAt(),
                    result.finishedAt(),
                    result.recomputed(),
                    result.findings().isEmpty(),
                    result.findings());
        }
    }

    @GET
    @Operation(summary = "The last verification of the books, with the rows that break a rule")
    public VerificationAnswer last() {
        return verification.last().map(VerificationAnswer::of).orElseThrow(() -> Refused.because("verification.none"));
    }

    @POST
    @Operation(
            summary = "Verify the books now",
            description = "With all each charge ever made is computed again, else those since the last verification.")
    public VerificationAnswer now(@NotNull(message = "is missing") @Valid VerificationRequest request) {
        return VerificationAnswer.of(request.all ? verification.verifyAll() : verification.verify());
    }
}
