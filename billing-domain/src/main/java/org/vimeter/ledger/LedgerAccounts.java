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

    private static final String CLIENT =
            "select id from ledger_account where kind = 'CLIENT' and account_id = ? and currency = ?";
    private static final String HOUSE =
            "select id from ledger_account where kind = ? and account_id is null and currency = ?";
    private static final Session.Mapper<Long> ID = row -> row.number("id");

    private LedgerAccounts() {}

    public static long client(Session session, AccountId accountId, Currency currency) throws SQLException {
        var found = session.find(CLIENT, ID, accountId, currency);
        if (found.isPresent()) {
            return found.get();
        }
        open(session, "CLIENT", accountId, currency);
        return session.one(CLIENT, ID, accountId, currency);
    }

    public static long house(Session session, House kind, Currency currency) throws SQLException {
        var found = session.find(HOUSE, ID, kind, currency);
        if (found.isPresent()) {
            return found.get();
        }
        open(session, kind.name(), null, currency);
        return session.one(HOUSE, ID, kind, currency);
    }

    /** Whoever opens it at the same moment is waited for, and then found. */
    private static void open(Session session, String kind, @Nullable AccountId accountId, Currency currency)
            throws SQLException {
        session.update("""
                insert into ledger_account (kind, account_id, currency) values (?, ?::bigint, ?)
                    on conflict (kind, account_id, currency) do nothing
                """, kind, accountId, currency);
    }
}
