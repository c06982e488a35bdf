package org.vimeter.web.account;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.vimeter.account.AccountId;
import org.vimeter.account.Accounts;
import org.vimeter.enforcement.OverrideLimit;
import org.vimeter.enforcement.OverrideLimit.NewLimit;
import org.vimeter.enforcement.SuspensionCause;
import org.vimeter.enforcement.Suspensions;
import org.vimeter.input.Texts;
import org.vimeter.ledger.Ledger;
import org.vimeter.login.Logins;
import org.vimeter.overview.Overview;
import org.vimeter.problem.Refused;
import org.vimeter.service.ServiceId;
import org.vimeter.web.kit.Account;

/** A client's pages as staff see them, with what only staff may do. */
@Path("/staff/clients/{account}")
@RolesAllowed(Logins.STAFF)
@Produces(MediaType.TEXT_HTML)
public class StaffAccountPages extends AccountRoutes {
    private static final int LONGEST_NOTE = 300;

    @Inject
    private Overview overview;

    @Inject
    private Suspensions suspensions;

    @Inject
    private OverrideLimit limits;

    @Inject
    private Ledger ledger;

    @Inject
    private Accounts accounts;

    @PathParam("account")
    private long account;

    @Override
    protected Account account() {
        return Account.ofClient(account);
    }

    @POST
    @Path("services/{service}/suspend")
    public Response suspend(
            @PathParam("service") long service,
            @FormParam("cause") @DefaultValue("") String cause,
            @FormParam("note") @DefaultValue("") String note) {
        overview.service(new AccountId(account), new ServiceId(service));
        var why = Texts.constant(SuspensionCause.class, cause, SuspensionCause.STAFF);
        suspensions.suspend(new ServiceId(service), why, actor(), shortened(note));
        return seen("/services/" + service);
    }

    @POST
    @Path("services/{service}/limit")
    public Response limit(
            @PathParam("service") long service,
            @FormParam("addOn") @DefaultValue("") String addOn,
            @FormParam("limit") @DefaultValue("") String limit,
            @FormParam("forGood") @DefaultValue("") String forGood,
            @FormParam("note") @DefaultValue("") String note) {
        overview.service(new AccountId(account), new ServiceId(service));
        var wanted = new NewLimit(
                new ServiceId(service), addOn, Texts.number(page.figure(limit)), !forGood.isEmpty(), shortened(note));
        limits.set(wanted, actor());
        return seen("/services/" + service + "?saved=yes");
    }

    @POST
    @Path("payments")
    public Response pay(
            @FormParam("amount") @DefaultValue("") String amount,
            @FormParam("note") @DefaultValue("") String note,
            @FormParam("key") @DefaultValue("") String key) {
        var currency = accounts.account(new AccountId(account)).currency();
        if (key.isBlank()) {
            throw Refused.because("request.number", amount);
        }
        var paid = Texts.money(page.figure(amount), currency);
        ledger.pay(new Ledger.Posting(
                "desk/" + account + "/" + shortened(key),
                new AccountId(account),
                paid,
                actor(),
                note.isBlank() ? null : shortened(note)));
        return seen("/statement");
    }

    private static String shortened(String text) {
        var plain = text.replaceAll("\\p{Cntrl}", " ").strip();
        return plain.length() > LONGEST_NOTE ? plain.substring(0, LONGEST_NOTE) : plain;
    }
}
