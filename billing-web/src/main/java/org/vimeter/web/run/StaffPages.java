package org.vimeter.web.run;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
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
import org.vimeter.dailyrun.RunOrder;
import org.vimeter.dailyrun.Runs;
import org.vimeter.enforcement.Suspensions;
import org.vimeter.input.Texts;
import org.vimeter.login.Logins;
import org.vimeter.order.Order;
import org.vimeter.order.Orders;
import org.vimeter.overview.StaffLists;
import org.vimeter.problem.Refused;
import org.vimeter.recurring.RenewalHolds;
import org.vimeter.service.ServiceId;
import org.vimeter.verify.Verification;
import org.vimeter.web.kit.Page;
import org.vimeter.web.kit.View;

/** What staff see: the run board, servers, clients, suspensions. */
@Path("/staff")
@RolesAllowed(Logins.STAFF)
@Produces(MediaType.TEXT_HTML)
public class StaffPages {
    private static final int BOARD = 30;
    private static final int REFUSALS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Inject
    private Runs runs;

    @Inject
    private RunDesk runDesk;

    @Inject
    private StaffLists lists;

    @Inject
    private Suspensions suspensions;

    @Inject
    private Orders orders;

    @Inject
    private RenewalHolds renewals;

    @Inject
    private Verification verification;

    @Inject
    private Page page;

    @GET
    public View board() {
        var underWay = orders.underWay();
        return View.of("run/board")
                .with("runs", runs.recent(BOARD))
                .with("held", runs.held(BOARD))
                .with("incomplete", runs.incomplete(BOARD))
                .with("renewals", renewals.groups())
                .with("twins", lists.twins())
                .with(
                        "broken",
                        verification.last().stream()
                                .filter(one -> !one.findings().isEmpty())
                                .toList())
                .with("servers", lists.servers())
                .with("suspensions", suspensions.open())
                .with("tasks", lists.powerTasks())
                .with("idle", lists.idle())
                .with("failed", underWay.stream().filter(StaffPages::isTask).toList())
                .with(
                        "orders",
                        underWay.stream().filter(shown -> !isTask(shown)).toList());
    }

    private static boolean isTask(Orders.Shown shown) {
        return shown.order().status() == Order.Status.STAFF;
    }

    @GET
    @Path("runs/{run}")
    public View run(@PathParam("run") long run) {
        return View.of("run/run")
                .with("run", runs.report(run))
                .with("excesses", runs.excesses(run, REFUSALS))
                .with("refusals", runs.refusals(run, REFUSALS))
                .with("suspensions", suspensions.ofRun(run));
    }

    @POST
    @Path("runs")
    public Response start(
            @FormParam("server") long server,
            @FormParam("day") @DefaultValue("") String day,
            @FormParam("dry") @DefaultValue("") String dry) {
        var order = dry.isEmpty() ? RunOrder.real(page.actor()) : RunOrder.dry(page.actor());
        return seen(runDesk.start(server, day(day), order, PATIENCE));
    }

    @POST
    @Path("runs/{run}/approval")
    public Response approve(@PathParam("run") long held, @FormParam("reason") @DefaultValue("") String reason) {
        var report = runs.report(held);
        var order = runs.approve(held, page.actor(), reason);
        return seen(runDesk.start(report.serverId(), report.day(), order, PATIENCE));
    }

    @GET
    @Path("renewals")
    public View renewals(@QueryParam("after") @DefaultValue("0") long after) {
        return View.of("run/renewals")
                .with("groups", renewals.groups())
                .with("held", renewals.after(new ServiceId(after)));
    }

    @POST
    @Path("renewals")
    public Response approveRenewals(
            @FormParam("server") long server,
            @FormParam("cause") @DefaultValue("") String cause,
            @FormParam("amount") @DefaultValue("") String amount,
            @FormParam("currency") @DefaultValue("") String currency,
            @FormParam("reason") @DefaultValue("") String reason) {
        renewals.groups().stream()
                .filter(one -> one.serverId() == server && one.reason().name().equals(cause))
                .filter(one -> one.amount().amount().toPlainString().equals(amount)
                        && one.amount().currency().getCurrencyCode().equals(currency))
                .findFirst()
                .ifPresentOrElse(one -> renewals.approve(one, page.actor(), reason), () -> {
                    throw Refused.because("renewal.other-sum", amount + " " + currency, "–");
                });
        return Response.seeOther(URI.create("/staff/renewals")).build();
    }

    @POST
    @Path("renewals/{service}")
    public Response approveRenewal(
            @PathParam("service") long service,
            @FormParam("amount") @DefaultValue("") String amount,
            @FormParam("reason") @DefaultValue("") String reason) {
        renewals.approve(new ServiceId(service), amount, page.actor(), reason);
        return Response.seeOther(URI.create("/staff/renewals")).build();
    }

    @GET
    @Path("verification")
    public View verification() {
        return View.of("run/verification")
                .with("results", verification.last().stream().toList());
    }

    @POST
    @Path("verification")
    public Response verify() {
        verification.verify();
        return Response.seeOther(URI.create("/staff/verification")).build();
    }

    @GET
    @Path("clients")
    public View clients(
            @QueryParam("q") @DefaultValue("") String search, @QueryParam("after") @DefaultValue("0") long after) {
        var clients = lists.clients(search.strip(), after);
        return View.of("run/clients").with("clients", clients).with("q", search.strip());
    }

    @POST
    @Path("suspensions/{suspension}/release")
    public Response release(@PathParam("suspension") long id, @FormParam("hold") @DefaultValue("") String hold) {
        suspensions.release(id, page.actor(), hold.isBlank() ? null : day(hold));
        var suspension = suspensions.byId(id);
        return Response.seeOther(
                        URI.create("/staff/clients/" + suspension.accountId() + "/services/" + suspension.serviceId()))
                .build();
    }

    private static Response seen(long run) {
        return Response.seeOther(URI.create("/staff/runs/" + run)).build();
    }

    private static LocalDate day(String text) {
        return Texts.day(text);
    }
}
