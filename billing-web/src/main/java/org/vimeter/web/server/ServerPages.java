package org.vimeter.web.server;

import static org.vimeter.web.catalog.CatalogViews.saved;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vimeter.dailyrun.Runs;
import org.vimeter.login.Logins;
import org.vimeter.overview.Overview;
import org.vimeter.overview.StaffLists;
import org.vimeter.problem.Refused;
import org.vimeter.server.DiskImages;
import org.vimeter.server.EditServer;
import org.vimeter.server.ProbeServer;
import org.vimeter.server.ServerInput;
import org.vimeter.vm.Certificate;
import org.vimeter.web.catalog.CatalogViews;
import org.vimeter.web.kit.FieldFaults;
import org.vimeter.web.kit.Forms;
import org.vimeter.web.kit.Page;
import org.vimeter.web.kit.View;

@Path("/staff/servers")
@RolesAllowed(Logins.STAFF)
@Produces(MediaType.TEXT_HTML)
public class ServerPages {
    private static final String LIST = "/staff/servers";
    private static final int RUNS = 30;

    @Inject
    private EditServer editServer;

    @Inject
    private ProbeServer probe;

    @Inject
    private DiskImages images;

    @Inject
    private StaffLists lists;

    @Inject
    private Page page;

    @Inject
    private Overview overview;

    @Inject
    private Runs runs;

    @Inject
    private CatalogViews views;

    @GET
    public View list(@QueryParam("saved") @DefaultValue("") String saved) {
        return views.of("server/servers").with("servers", lists.servers()).with("saved", saved);
    }

    @GET
    @Path("new")
    public View empty() {
        return form(0, new ServerInput());
    }

    @POST
    public Response create(MultivaluedMap<String, String> form) {
        return write(0, form);
    }

    @GET
    @Path("{id}/edit")
    public View edit(@PathParam("id") long id) {
        return form(id, editServer.input(id));
    }

    @POST
    @Path("{id}")
    public Response change(@PathParam("id") long id, MultivaluedMap<String, String> form) {
        return write(id, form);
    }

    private Response write(long id, MultivaluedMap<String, String> form) {
        var input = page.read(form, ServerInput.class);
        input.settings = settings(String.valueOf(form.getFirst("_settings")));
        var view = form(id, input);
        try {
            if (form.containsKey("_look")) {
                return Response.ok(view.with("looked", true).with("shown", new Looked(probe.certificate(input.url))))
                        .build();
            }
            if (id == 0) {
                return saved(LIST + "/" + editServer.create(input, page.actor()) + "/connection", "");
            }
            editServer.change(id, input, page.actor());
            return saved(LIST + "/" + id + "/connection", "");
        } catch (Refused refused) {
            return Forms.again(view.with("faults", FieldFaults.of(refused).gathered("settings")), refused);
        }
    }

    /** @param certificate null for an address without TLS */
    public record Looked(@Nullable Certificate certificate) {}

    @GET
    @Path("{id}")
    public View server(@PathParam("id") long id) {
        return View.of("server/server")
                .with("server", lists.server(id))
                .with("services", overview.ofServer(id))
                .with("runs", runs.ofServer(id, RUNS));
    }

    /** What the server answers right now, and the statistics of one VM if one is named. */
    @GET
    @Path("{id}/connection")
    public View connection(
            @PathParam("id") long id,
            @QueryParam("vm") @DefaultValue("") String vm,
            @QueryParam("saved") @DefaultValue("") String saved) {
        var view = views.of("server/connection")
                .with("server", lists.server(id))
                .with("check", probe.check(id))
                .with("vms", probe.someVms(id))
                .with("vm", vm)
                .with("saved", saved);
        if (!vm.isBlank()) {
            try {
                view.with("preview", probe.preview(id, vm));
            } catch (Refused refused) {
                view.with("faults", FieldFaults.of(refused));
            }
        }
        return view.with("calls", probe.calls(id)); // the ones above included
    }

    @POST
    @Path("{id}/images")
    public Response readImages(@PathParam("id") long id) {
        images.read(id);
        return saved("/staff/images", "");
    }

    private View form(long id, ServerInput input) {
        return views.of("server/server-form")
                .with("id", id)
                .with("input", input)
                .with("kinds", editServer.kinds())
                .with(
                        "settings",
                        input.settings.entrySet().stream()
                                .map(setting -> setting.getKey() + " = " + setting.getValue())
                                .collect(Collectors.joining("\n")));
    }

    /** One per line, as in {@code timeout = 30}. */
    private static Map<String, String> settings(String text) {
        var settings = new LinkedHashMap<String, String>();
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            var pair = line.split("=", 2);
            settings.put(pair[0].strip(), pair.length == 2 ? pair[1].strip() : "");
        });
        return settings;
    }
}
