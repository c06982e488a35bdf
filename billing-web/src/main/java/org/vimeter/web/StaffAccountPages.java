package org.vimeter.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.vimeter.account.Logins;
import org.vimeter.web.AccountPages.Account;

/** A client's pages as staff see them. */
@Path("/staff/clients/{account}")
@RolesAllowed(Logins.STAFF)
@Produces(MediaType.TEXT_HTML)
public class StaffAccountPages {
    @Inject
    private AccountPages pages;

    @PathParam("account")
    private long account;

    @GET
    public View home() {
        return pages.home(shown());
    }

    @GET
    @Path("services/{service}")
    public View service(@PathParam("service") long service, @QueryParam("month") String month) {
        return pages.service(shown(), service, month);
    }

    @GET
    @Path("statement")
    public View statement(@QueryParam("before") Long before) {
        return pages.statement(shown(), before);
    }

    @GET
    @Path("statement/{entry}")
    public View why(@PathParam("entry") long entry) {
        return pages.why(shown(), entry);
    }

    private Account shown() {
        return new Account(account, "/staff/clients/" + account);
    }
}
