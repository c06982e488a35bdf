package org.vimeter.web.kit;

import java.util.Objects;
import org.vimeter.account.AccountId;

/**
 * The account whose pages are looked at: the same for its client and for staff, who differ in the path before them.
 *
 * @param base the path of the account, without a slash at its end
 * @param isOwn its own client looks at it
 */
public record Account(AccountId id, String base, boolean isOwn) {
    /** Of the client who is logged in. */
    public static Account own(Page page) {
        var user = Objects.requireNonNull(page.user());
        return new Account(Objects.requireNonNull(user.accountId()), "/client", true);
    }

    /** Of a client, for staff. */
    public static Account ofClient(long id) {
        return new Account(new AccountId(id), "/staff/clients/" + id, false);
    }
}
