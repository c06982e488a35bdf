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
    private static final String OF_ACCOUNTS = """
            select a.account_id, a.client_id, a.currency, a.funds,
                    a.no_funds = 'SUSPEND' and not exists (select 1 from suspensions u join services s on s.id = u.service_id
                        where s.account_id = a.account_id and u.cause = 'FUNDS' and u.lifted_at is null) as suspendable
                from account_funds a where a.account_id = any(?)
            """;

    static Map<Long, AccountFunds> of(Session session, Collection<Long> accounts) throws SQLException {
        var payers = new HashMap<Long, AccountFunds>();
        session.each(
                OF_ACCOUNTS,
                row -> payers.put(
                        row.number("account_id"),
                        new AccountFunds(
                                row.number("client_id"), row.money("funds", "currency"), row.flag("suspendable"))),
                session.ids(accounts));
        return payers;
    }
}
