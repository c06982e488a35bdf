package org.vimeter.ledger;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.account.AccountId;
import org.vimeter.db.Db;
import org.vimeter.db.Session;
import org.vimeter.ledger.LedgerAccounts.House;
import org.vimeter.money.Money;
import org.vimeter.problem.Refused;

/** Everything but charges: payments, adjustments, reversals. */
public final class Ledger {
    private static final String INSERT = """
            insert into ledger_entry (key, cause, actor, at, day, currency, debit_id, credit_id, amount, reverses_id, note)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::bigint, ?) on conflict (key) do nothing
            """;

    private final Db db;
    private final Clock clock;

    public Ledger(Db db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** @param key posting again under the same key is a no-op; under another amount or account it is refused */
    public record Posting(
            String key,
            AccountId accountId,
            Money amount,
            String actor,
            @Nullable String note) {}

    private record Side(long debit, long credit) {}

    private record StoredEntry(long id, long debit, long credit, Money amount) {}

    /** Money from the client; the amount is positive. */
    public long pay(Posting posting) {
        if (!posting.amount().isPositive()) {
            throw Refused.because("payment.not-positive", posting.amount());
        }
        return db.transaction(session -> post(session, Cause.PAYMENT, posting, House.CASH));
    }

    /** A gift (positive) or a claim (negative) by staff; a note that says why is demanded. */
    public long adjust(Posting posting) {
        var note = posting.note();
        if (posting.amount().isZero() || note == null || note.isBlank()) {
            throw Refused.because("adjustment.unclear", posting.amount());
        }
        return db.transaction(session -> post(session, Cause.ADJUSTMENT, posting, House.ADJUSTMENT));
    }

    /**
     * Moves the amount of an entry back. Doing it twice gives the same reversal. That whoever charges knows of it is the
     * caller's to see to.
     */
    public long reverse(Session session, long entryId, String actor, String reason) throws SQLException {
        var original = known(session, "select * from ledger_entry where id = ?", entryId)
                .orElseThrow(() -> Refused.unknown("entry.unknown", entryId));
        var side = new Side(original.credit(), original.debit());
        var posting = new Posting("reversal/" + entryId, new AccountId(0), original.amount(), actor, reason);
        return insert(session, Cause.REVERSAL, posting, side, entryId);
    }

    public Money balance(AccountId accountId, Currency currency) {
        return db.find("""
                        select b.amount, l.currency from ledger_account l join balance b on b.ledger_account_id = l.id
                            where l.kind = 'CLIENT' and l.account_id = ? and l.currency = ?
                        """, row -> row.money("amount", "currency"), accountId, currency.getCurrencyCode())
                .orElse(Money.zero(currency));
    }

    private long post(Session session, Cause cause, Posting posting, House house) throws SQLException {
        var currency = posting.amount().currency();
        long client = LedgerAccounts.client(session, posting.accountId(), currency);
        long other = LedgerAccounts.house(session, house, currency);
        var side = posting.amount().isPositive() ? new Side(other, client) : new Side(client, other);
        return insert(session, cause, posting, side, null);
    }

    private long insert(Session session, Cause cause, Posting posting, Side side, @Nullable Long reverses)
            throws SQLException {
        var amount = posting.amount().abs();
        session.update(
                INSERT,
                posting.key(),
                cause,
                posting.actor(),
                clock.instant(),
                LocalDate.now(clock),
                amount.currency(),
                side.debit(),
                side.credit(),
                amount.amount(),
                reverses,
                posting.note());
        var stands = known(session, "select * from ledger_entry where key = ?", posting.key())
                .orElseThrow();
        if (stands.debit() != side.debit()
                || stands.credit() != side.credit()
                || !stands.amount().equals(amount)) {
            throw Refused.conflict("entry.key-taken", posting.key());
        }
        return stands.id();
    }

    private static Optional<StoredEntry> known(Session session, String sql, Object value) throws SQLException {
        return session.find(
                sql,
                row -> new StoredEntry(
                        row.number("id"),
                        row.number("debit_id"),
                        row.number("credit_id"),
                        row.money("amount", "currency")),
                value);
    }
}
