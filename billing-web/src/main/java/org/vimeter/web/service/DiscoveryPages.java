package org.vimeter.web.service;

import static org.vimeter.web.catalog.CatalogViews.saved;

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
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.account.AccountId;
import org.vimeter.account.Accounts;
import org.vimeter.db.Db;
import org.vimeter.discovery.Discovery;
import org.vimeter.input.Texts;
import org.vimeter.login.Logins;
import org.vimeter.offer.BillingPeriod;
import org.vimeter.offer.PackageId;
import org.vimeter.offer.Sales;
import org.vimeter.order.AttachService;
import org.vimeter.order.EndInput;
import org.vimeter.order.EndService;
import org.vimeter.order.Requester;
import org.vimeter.order.ServiceRequest;
import org.vimeter.overview.StaffLists;
import org.vimeter.problem.Refused;
import org.vimeter.server.Connections;
import org.vimeter.server.ServerId;
import org.vimeter.service.NewService;
import org.vimeter.service.ServiceId;
import org.vimeter.service.Services;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.Vm;
import org.vimeter.vm.VmList;
import org.vimeter.web.kit.FieldFaults;
import org.vimeter.web.kit.Page;
import org.vimeter.web.kit.View;

/** Where a server and Vimeter disagree, and one button for each case. */
@Path("/staff/servers/{server}/vms")
@RolesAllowed(Logins.STAFF)
@Produces(MediaType.TEXT_HTML)
public class DiscoveryPages {
    @Inject
    private Discovery discovery;

    @Inject
    private StaffLists lists;

    @Inject
    private AttachService attach;

    @Inject
    private Accounts accounts;

    @Inject
    private EndService endService;

    @Inject
    private Connections connections;

    @Inject
    private Db db;

    @Inject
    private Sales sales;

    @Inject
    private Clock clock;

    @Inject
    private Page page;

    @PathParam("server")
    private long server;

    @GET
    public View list(@QueryParam("saved") @DefaultValue("") String saved) {
        return View.of("service/vms")
                .with("server", lists.server(server))
                .with("found", discovery.on(server))
                .with("accounts", accounts.all())
                .with("packages", sales.packagesOn(server))
                .with("periods", List.of(BillingPeriod.values()))
                .with("saved", saved);
    }

    @POST
    @Path("attach")
    public Response attach(
            @FormParam("vm") @DefaultValue("") String id,
            @FormParam("account") long account,
            @FormParam("servicePackage") long servicePackage,
            @FormParam("per") @DefaultValue("") String per) {
        var connection = connections.of(server);
        var vms = vms();
        attach.listed(server, vms);
        var vm = vms.find(id).orElseThrow(() -> Refused.because("service.no-vm", connection.name(), id));
        var period = Texts.orNull(per, text -> Texts.constant(BillingPeriod.class, text));
        var today = LocalDate.now(clock.withZone(connection.zone()));
        return done(() -> attach(vm, account, servicePackage, today, period));
    }

    private void attach(Vm vm, long account, long servicePackage, LocalDate today, @Nullable BillingPeriod per) {
        var ref = new NewService.Vm(vm.id(), vm.name());
        attach.attach(new NewService(
                new AccountId(account), new PackageId(servicePackage), new ServerId(server), ref, today, per));
    }

    /** Ends a service whose VM is gone; the steps look once more before they believe it. */
    @POST
    @Path("close")
    public Response close(@FormParam("service") long service) {
        var input = new EndInput();
        input.when = "NOW";
        var account = db.transaction(session -> Services.find(session, new ServiceId(service)))
                .filter(one -> one.serverId().value() == server)
                .orElseThrow(() -> Refused.unknown("service.unknown", service))
                .accountId();
        var actor = page.actor();
        var order =
                endService.end(new ServiceRequest(new Requester(account, actor, true), new ServiceId(service)), input);
        return Response.seeOther(URI.create("/staff/clients/" + account + "/orders/" + order))
                .build();
    }

    @POST
    @Path("name")
    public Response name(@FormParam("service") long service) {
        return done(() -> attach.takeNewName(new ServiceId(service), vms()));
    }

    private VmList vms() {
        try {
            return connections.connect(connections.of(server)).vms();
        } catch (ServerFault fault) {
            throw Refused.because(fault.problem());
        }
    }

    private Response done(Runnable deed) {
        try {
            deed.run();
            return saved("/staff/servers/" + server + "/vms", "");
        } catch (Refused refused) {
            var view = list("").with("faults", FieldFaults.of(refused));
            return Response.status(422).entity(view).build();
        }
    }
}
