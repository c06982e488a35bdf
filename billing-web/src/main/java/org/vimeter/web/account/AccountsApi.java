package org.vimeter.web.account;

import static org.vimeter.web.kit.Staff.created;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vimeter.account.Account;
import org.vimeter.account.AccountId;
import org.vimeter.account.Accounts;
import org.vimeter.input.Texts;
import org.vimeter.ledger.Entry;
import org.vimeter.ledger.Ledger;
import org.vimeter.ledger.Statement;
import org.vimeter.login.Logins;
import org.vimeter.problem.Refused;
import org.vimeter.reversal.Reversals;
import org.vimeter.reversal.Reversals.Afterwards;
import org.vimeter.web.kit.IdempotencyKey;
import org.vimeter.web.kit.PagedAnswer;
import org.vimeter.web.kit.PartQuery;
import org.vimeter.web.kit.Staff;

@Path("/api/v1/accounts")
@RolesAllowed(Logins.STAFF)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Accounts")
public class AccountsApi {
    @Inject
    private Accounts accounts;

    @Inject
    private Ledger ledger;

    @Inject
    private Reversals reversals;

    @Inject
    private Statement statement;

    @Inject
    private Logins logins;

    @Inject
    private Staff staff;

    @GET
    @Operation(summary = "Accounts with their balances, by number; “q” is a part of the name")
    public PagedAnswer<AccountAnswer> all(
            @BeanParam PartQuery query, @QueryParam("q") @DefaultValue("") String search) {
        var found = accounts.after(Texts.plain(search), query.after(), query.limit());
        return PagedAnswer.of(found, line -> line.id().value(), AccountAnswer::of);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One account with its balance")
    public AccountAnswer one(@PathParam("id") long id) {
        return AccountAnswer.of(accounts.line(new AccountId(id)));
    }

    @POST
    @Operation(summary = "Create an account, with a login for the client portal if one is given")
    @APIResponseSchema(value = AccountAnswer.class, responseCode = "201")
    public Response create(@NotNull(message = "is missing") @Valid AccountRequest request) {
        var credit = Texts.money(request.creditLimit, Texts.currency(request.currency));
        var noFunds = Texts.constant(Account.NoFunds.class, request.noFunds, Account.NoFunds.SUSPEND);
        boolean hasLogin = request.login != null && !request.login.isBlank();
        if (hasLogin && request.password == null) {
            throw Refused.because("account.password", request.login);
        }
        if (hasLogin && logins.isTaken(request.login)) {
            throw Refused.conflict("account.login-taken", request.login);
        }
        long id = hasLogin
                ? logins.createWithAccount(
                                request.login,
                                request.password,
                                session -> Accounts.create(session, request.name, credit, noFunds),
                                staff.name())
                        .value()
                : accounts.create(request.name, credit, noFunds).value();
        return created("accounts/" + id, one(id));
    }

    @GET
    @Path("{id}/entries")
    @Operation(summary = "Ledger entries, newest first")
    public PagedAnswer<EntryAnswer> entries(@PathParam("id") long id, @BeanParam PartQuery query) {
        accounts.account(new AccountId(id));
        return PagedAnswer.of(
                statement.part(new AccountId(id), query.before(), query.limit()), Entry::id, EntryAnswer::of);
    }

    @POST
    @Path("{id}/payments")
    @Operation(summary = "Book a payment; with a key that was sent before it is the entry of then")
    @APIResponseSchema(value = EntryAnswer.class, responseCode = "201")
    public Response pay(
            @PathParam("id") long id,
            @HeaderParam(IdempotencyKey.HEADER) String key,
            @NotNull(message = "is missing") @Valid MoneyRequest request) {
        return posted(id, ledger.pay(posting(id, request, "payment/", key)));
    }

    @POST
    @Path("{id}/adjustments")
    @Operation(summary = "Credit (positive) or debit (negative) by hand; the note says why")
    @APIResponseSchema(value = EntryAnswer.class, responseCode = "201")
    public Response adjust(
            @PathParam("id") long id,
            @HeaderParam(IdempotencyKey.HEADER) String key,
            @NotNull(message = "is missing") @Valid MoneyRequest request) {
        return posted(id, ledger.adjust(posting(id, request, "adjustment/", key)));
    }

    @POST
    @Path("{id}/entries/{entry}/reversal")
    @Operation(
            summary = "Reverse an entry, once",
            description =
                    "Of a charge or a fee say what comes afterwards: CHARGE_AGAIN, computed anew, or LEAVE, for good.")
    @APIResponseSchema(value = EntryAnswer.class, responseCode = "201")
    public Response reverse(
            @PathParam("id") long id,
            @PathParam("entry") long entry,
            @NotNull(message = "is missing") @Valid ReversalRequest request) {
        if (statement.entry(new AccountId(id), entry).isEmpty()) {
            throw Refused.unknown("entry.unknown", entry);
        }
        return posted(id, reversals.reverse(entry, afterwards(request), staff.name(), request.reason));
    }

    private static @Nullable Afterwards afterwards(ReversalRequest request) {
        return Texts.orNull(request.afterwards, text -> Texts.constant(Afterwards.class, text));
    }

    private Ledger.Posting posting(long id, MoneyRequest request, String kind, @Nullable String header) {
        var key = kind + id + "/" + IdempotencyKey.of(header);
        var amount =
                Texts.money(request.amount, accounts.account(new AccountId(id)).currency());
        return new Ledger.Posting(key, new AccountId(id), amount, staff.name(), request.note);
    }

    private Response posted(long account, long entry) {
        var posted = statement.entry(new AccountId(account), entry).orElseThrow();
        return created("accounts/" + account + "/entries", EntryAnswer.of(posted));
    }
}
