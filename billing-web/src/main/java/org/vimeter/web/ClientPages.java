package org.vimeter.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import org.vimeter.account.Logins;
import org.vimeter.web.AccountPages.Account;

/** What a client sees: his own account, which is never taken from the address. */
@Path("/client")
@RolesAllowed(Logins.CLIENT)
@Produces(MediaType.TEXT_HTML)
public class ClientPages {
    @Inject
    private AccountPages pages;

    @Inject
    private Page page;

    @GET
    public View home() {
        return pages.home(own());
    }

    @GET
    @Path("services/{service}")
    public View service(@PathParam("service") long service, @QueryParam("month") String month) {
        return pages.service(own(), service, month);
    }

    @GET
    @Path("statement")
    public View statement(@QueryParam("before") Long before) {
        return pages.statement(own(), before);
    }

    @GET
    @Path("statement/{entry}")
    public View why(@PathParam("entry") long entry) {
        return pages.why(own(), entry);
    }

    private Account own() {
        var user = Objects.requireNonNull(page.user());
        return new Account(Objects.requireNonNull(user.accountId()), "/client");
    }
}
