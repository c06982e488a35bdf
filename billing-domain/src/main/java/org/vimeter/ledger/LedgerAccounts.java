package org.vimeter.ledger;

import java.sql.SQLException;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.vimeter.account.AccountId;
import org.vimeter.db.Session;

/** Finds ledger accounts, and opens them when first needed. */
public final class LedgerAccounts {

    /** The provider's own sides of an entry. */
    public enum House {
        REVENUE,
        CASH,
        ADJUSTMENT
    }

    private LedgerAccounts() {}

    public static long client(Session session, AccountId accountId, Currency currency) throws SQLException {
        return open(session, "CLIENT", accountId, currency);
    }

    public static long house(Session session, House kind, Currency currency) throws SQLException {
        return open(session, kind.name(), null, currency);
    }

    private static long open(Session session, String kind, @Nullable AccountId accountId, Currency currency)
            throws SQLException {
        session.update("""
                insert into ledger_account (kind, account_id, currency) values (?, ?::bigint, ?)
                    on conflict (kind, account_id, currency) do nothing
                """, kind, accountId, currency.getCurrencyCode());
        return session.one("""
                select id from ledger_account
                    where kind = ? and account_id is not distinct from ?::bigint and currency = ?
                """, row -> row.number("id"), kind, accountId, currency.getCurrencyCode());
    }
}
