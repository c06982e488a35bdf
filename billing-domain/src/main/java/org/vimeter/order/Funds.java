package org.vimeter.order;

import java.sql.SQLException;
import org.vimeter.account.AccountId;
import org.vimeter.account.Accounts;
import org.vimeter.db.Session;
import org.vimeter.money.Money;
import org.vimeter.problem.Refused;

/** What an account can still spend. */
final class Funds {
    private Funds() {}

    /** Others who want to spend of the same account wait for the end of the transaction. */
    static Money lock(Session session, AccountId accountId) throws SQLException {
        Accounts.hold(session, accountId);
        return available(session, accountId);
    }

    /** Balance and credit less what is kept back for orders that are under way. */
    static Money available(Session session, AccountId accountId) throws SQLException {
        return session.find("""
                        select a.currency, a.funds - (select coalesce(sum(greatest(quoted, 0)), 0)
                                from order_at_work where account_id = a.account_id) as funds
                            from account_funds a where a.account_id = ?
                        """, row -> row.money("funds", "currency"), accountId)
                .orElseThrow(() -> Refused.unknown("account.unknown", accountId));
    }
}
