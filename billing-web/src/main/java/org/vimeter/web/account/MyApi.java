package org.vimeter.web.account;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vimeter.account.AccountId;
import org.vimeter.account.Accounts;
import org.vimeter.db.Part;
import org.vimeter.ledger.Entry;
import org.vimeter.ledger.Statement;
import org.vimeter.login.Logins;
import org.vimeter.overview.Overview;
import org.vimeter.overview.ServiceView;
import org.vimeter.service.ServiceId;
import org.vimeter.web.kit.PagedAnswer;
import org.vimeter.web.kit.PartQuery;
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
    @Context
    private HttpServletRequest request;

    @Inject
    private Accounts accounts;

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
        return AccountAnswer.of(accounts.line(own()));
    }

    @GET
    @Path("services")
    @Operation(summary = "My services with their use in the present accounting periods, by number")
    public PagedAnswer<MyServiceAnswer> services(@BeanParam PartQuery query) {
        var found = overview.account(own()).services().stream()
                .filter(service -> service.id() > query.after())
                .sorted(Comparator.comparing(ServiceView::id))
                .limit(query.limit() + 1L)
                .toList();
        return PagedAnswer.of(Part.of(found, query.limit()), ServiceView::id, MyServiceAnswer::of);
    }

    @GET
    @Path("services/{service}")
    @Operation(summary = "One of my services")
    public MyServiceAnswer service(@PathParam("service") long id) {
        return MyServiceAnswer.of(overview.service(own(), new ServiceId(id)));
    }

    @GET
    @Path("services/{service}/usage")
    @Operation(summary = "What one of my services used, day by day; the last 31 days if no days are given")
    public PagedAnswer<MyUsageAnswer> usage(
            @PathParam("service") long id,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        overview.service(own(), new ServiceId(id));
        return PagedAnswer.whole(usage.between(id, from, to, MyUsageAnswer::of));
    }

    @GET
    @Path("entries")
    @Operation(summary = "My statement, newest first")
    public PagedAnswer<MyEntryAnswer> entries(@BeanParam PartQuery query) {
        return PagedAnswer.of(statement.part(own(), query.before(), query.limit()), Entry::id, MyEntryAnswer::of);
    }

    private AccountId own() {
        var login = Caller.login(request).orElseThrow(); // the role was checked
        return Objects.requireNonNull(login.accountId(), "clients have an account");
    }
}
