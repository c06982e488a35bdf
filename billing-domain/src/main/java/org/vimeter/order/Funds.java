package org.vimeter.order;

import java.sql.SQLException;
import org.vimeter.db.Session;
import org.vimeter.money.Money;
import org.vimeter.problem.Refused;

/** What an account can still spend. */
final class Funds {
    private Funds() {}

    /** Others who want to spend of the same account wait for the end of the transaction. */
    static Money lock(Session session, long accountId) throws SQLException {
        session.find("select 1 from account where id = ? for update", row -> true, accountId);
        return available(session, accountId);
    }

    /** Balance and credit less what is kept back for orders that are under way. */
    static Money available(Session session, long accountId) throws SQLException {
        return session.find("""
                        select a.currency, coalesce(b.amount, 0) + a.credit_limit - (select coalesce(sum(greatest(quoted, 0)), 0)
                                from service_order where account_id = a.id and status in ('OPEN', 'STAFF')) as funds
                            from account a left join ledger_account l
                                    on l.kind = 'CLIENT' and l.account_id = a.id and l.currency = a.currency
                                left join balance b on b.ledger_account_id = l.id
                            where a.id = ?
                        """, row -> row.money("funds", "currency"), accountId)
                .orElseThrow(() -> Refused.because("account.unknown", accountId));
    }
}
