package org.vimeter.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import org.vimeter.account.AccountId;
import org.vimeter.db.Session;
import org.vimeter.ledger.LedgerAccounts.House;
import org.vimeter.money.Money;

/** Entries for what is not usage: set-up and recurring prices. */
public final class Fees {
    private static final String POST = """
            insert into ledger_entry (key, cause, actor, at, day, currency, debit_id, credit_id, amount)
                values (?, 'FEE', ?, ?, ?, ?, ?, ?, ?) returning id
            """;

    private Fees() {}

    /** @param amount what the client owes; negative for what he gets back, never zero */
    public record Fee(String key, AccountId accountId, Money amount, LocalDate day) {}

    /** The number of the entry. A key that is there already breaks the transaction. */
    public static long post(Session session, Fee fee, String actor, Instant at) throws SQLException {
        var amount = fee.amount();
        long client = LedgerAccounts.client(session, fee.accountId(), amount.currency());
        long revenue = LedgerAccounts.house(session, House.REVENUE, amount.currency());
        return session.one(
                POST,
                row -> row.number("id"),
                fee.key(),
                actor,
                at,
                fee.day(),
                amount.currency(),
                amount.isPositive() ? client : revenue,
                amount.isPositive() ? revenue : client,
                amount.abs().amount());
    }
}
