package org.vimeter.web.account;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vimeter.account.Accounts;
import org.vimeter.ledger.Ledger;
import org.vimeter.ledger.Statement;
import org.vimeter.login.Logins;
import org.vimeter.overview.Overview;
import org.vimeter.overview.ServiceView;
import org.vimeter.web.security.Caller;
import org.vimeter.web.service.MyServiceAnswer;
import org.vimeter.web.usage.MyUsageAnswer;
import org.vimeter.web.usage.UsageReader;

/** What a client's token opens: his own account, and nothing that changes it. */
@Path("/api/v1/my")
@RolesAllowed(Logins.CLIENT)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "My account")
public class MyApi {
    private static final int PAGE = 500;

    @Context
    private HttpServletRequest request;

    @Inject
    private Accounts accounts;

    @Inject
    private Ledger ledger;

    @Inject
    private Statement statement;

    @Inject
    private Overview overview;

    @Inject
    private UsageReader usage;

    @GET
    @Path("account")
    @Operation(summary = "My account with its balance")
    public AccountAnswer account() {
        var account = accounts.account(own());
        return AccountAnswer.of(account, ledger.balance(account.id(), account.currency()));
    }

    @GET
    @Path("services")
    @Operation(
            summary = "My services with their use in the present accounting periods, by number",
            description = "At most 500; “after” is the number of the last service of the page before.")
    public List<MyServiceAnswer> services(@QueryParam("after") @DefaultValue("0") long after) {
        return overview.account(own()).services().stream()
                .filter(service -> service.id() > after)
                .sorted(Comparator.comparing(ServiceView::id))
                .limit(PAGE)
                .map(MyServiceAnswer::of)
                .toList();
    }

    @GET
    @Path("services/{service}")
    @Operation(summary = "One of my services")
    public MyServiceAnswer service(@PathParam("service") long id) {
        return MyServiceAnswer.of(overview.service(own(), id));
    }

    @GET
    @Path("services/{service}/usage")
    @Operation(summary = "What one of my services used, day by day; the last 31 days if no days are given")
    public List<MyUsageAnswer> usage(
            @PathParam("service") long id,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        overview.service(own(), id);
        return usage.between(id, from, to, MyUsageAnswer::of);
    }

    @GET
    @Path("entries")
    @Operation(summary = "My statement, newest first; “before” is the number of the last entry of the page before")
    public List<MyEntryAnswer> entries(
            @QueryParam("before") @DefaultValue("9223372036854775807") long before,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        return statement.page(own(), before, Math.max(1, Math.min(limit, PAGE))).stream()
                .map(MyEntryAnswer::of)
                .toList();
    }

    private long own() {
        var login = Caller.login(request).orElseThrow(); // the role was checked
        return Objects.requireNonNull(login.accountId(), "clients have an account");
    }
}
