package org.vimeter.dailyrun;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.vimeter.db.Session;
import org.vimeter.money.Money;

/**
 * The money side of an account that is about to be charged.
 *
 * @param ledgerAccount the client's ledger account
 * @param funds balance plus credit limit before the run
 * @param suspendable the account is suspended without funds, and is not yet
 */
record AccountFunds(long ledgerAccount, Money funds, boolean suspendable) {

    static Map<Long, AccountFunds> of(Session session, Collection<Long> accounts) throws SQLException {
        var payers = new HashMap<Long, AccountFunds>();
        session.each(
                """
                select a.id, l.id as ledger_id, l.currency, b.amount + a.credit_limit as funds,
                        a.no_funds = 'SUSPEND' and not exists (select 1 from suspension u join service s on s.id = u.service_id
                            where s.account_id = a.id and u.cause = 'FUNDS' and u.lifted_at is null) as suspendable
                    from account a join ledger_account l
                            on l.kind = 'CLIENT' and l.account_id = a.id and l.currency = a.currency
                        join balance b on b.ledger_account_id = l.id
                    where a.id = any(?)
                """,
                row -> payers.put(
                        row.number("id"),
                        new AccountFunds(
                                row.number("ledger_id"), row.money("funds", "currency"), row.flag("suspendable"))),
                session.ids(accounts));
        return payers;
    }
}
