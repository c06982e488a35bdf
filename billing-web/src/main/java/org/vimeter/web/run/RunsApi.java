package org.vimeter.web.run;

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
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vimeter.dailyrun.RunOrder;
import org.vimeter.dailyrun.RunReport;
import org.vimeter.dailyrun.Runs;
import org.vimeter.input.Texts;
import org.vimeter.login.Logins;
import org.vimeter.web.kit.Etags;
import org.vimeter.web.kit.PagedAnswer;
import org.vimeter.web.kit.PartQuery;
import org.vimeter.web.kit.Staff;

@Path("/api/v1/runs")
@RolesAllowed(Logins.STAFF)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Runs")
public class RunsApi {
    private static final int REFUSALS = 1000;
    private static final Pattern WAIT = Pattern.compile("wait=(\\d{1,3})");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration MOST_PATIENCE = Duration.ofMinutes(2);

    @Inject
    private Runs runs;

    @Inject
    private RunDesk runDesk;

    @Inject
    private Staff staff;

    @GET
    @Operation(summary = "Runs, the latest begun first, of one server if one is given")
    public PagedAnswer<RunAnswer> latest(@BeanParam PartQuery query, @QueryParam("server") Long server) {
        return PagedAnswer.of(
                runs.before(server, query.before(), query.limit()),
                RunReport::id,
                run -> RunAnswer.of(run, List.of(), List.of()));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "The report of a run, also while it is under way")
    public RunAnswer one(@PathParam("id") long id) {
        var refusals = runs.refusals(id, REFUSALS).stream()
                .map(one -> new RefusalAnswer(
                        one.vm(), one.meter(), one.raw(), one.problem().toString()))
                .toList();
        return RunAnswer.of(runs.report(id), runs.excesses(id, REFUSALS), refusals);
    }

    @POST
    @Operation(
            summary = "Run a day of a server, dry or real",
            description = "Answers 201 with the report when it ends within ten seconds (another time with the header"
                    + " Prefer: wait=SECONDS), else 202: read the report at the address in Location.")
    @APIResponseSchema(value = RunAnswer.class, responseCode = "201")
    public Response start(
            @HeaderParam("Prefer") String prefer, @NotNull(message = "is missing") @Valid RunRequest request) {
        var order = request.dry ? RunOrder.dry(staff.name()) : RunOrder.real(staff.name());
        return started(request.server, Texts.day(request.day), order, prefer);
    }

    @POST
    @Path("{id}/approval")
    @Operation(summary = "Let a held day pass the brakes, up to what it was held with")
    @APIResponseSchema(value = RunAnswer.class, responseCode = "201")
    public Response approve(
            @PathParam("id") long id,
            @HeaderParam("If-Match") String ifMatch,
            @HeaderParam("Prefer") String prefer,
            @NotNull(message = "is missing") @Valid ReasonRequest request) {
        Etags.require(ifMatch, () -> one(id));
        var held = runs.report(id);
        var order = runs.approve(id, staff.name(), request.reason);
        return started(held.serverId(), held.day(), order, prefer);
    }

    private Response started(long server, LocalDate day, RunOrder order, @Nullable String prefer) {
        long id = runDesk.start(server, day, order, patience(prefer));
        var report = one(id);
        boolean running = report.status().equals(RunReport.Status.RUNNING.name());
        return Response.status(running ? Response.Status.ACCEPTED : Response.Status.CREATED)
                .location(URI.create("/api/v1/runs/" + id))
                .entity(report)
                .build();
    }

    private static Duration patience(@Nullable String prefer) {
        var wait = WAIT.matcher(prefer == null ? "" : prefer);
        if (!wait.find()) {
            return PATIENCE;
        }
        var wished = Duration.ofSeconds(Long.parseLong(wait.group(1)));
        return wished.compareTo(MOST_PATIENCE) > 0 ? MOST_PATIENCE : wished;
    }
}
