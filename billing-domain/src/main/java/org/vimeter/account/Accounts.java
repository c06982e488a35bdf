package org.vimeter.account;

import java.sql.SQLException;
import java.util.List;
import org.vimeter.db.Db;
import org.vimeter.db.Entities;
import org.vimeter.db.Part;
import org.vimeter.db.Row;
import org.vimeter.db.Session;
import org.vimeter.money.Money;
import org.vimeter.problem.Refused;

/** Creates and finds accounts. */
public final class Accounts {
    private final Db db;
    private final Entities entities;

    public Accounts(Db db, Entities entities) {
        this.db = db;
        this.entities = entities;
    }

    public AccountId create(String name, Money creditLimit, Account.NoFunds noFunds) {
        return db.transaction(session -> create(session, name, creditLimit, noFunds));
    }

    public static AccountId create(Session session, String name, Money creditLimit, Account.NoFunds noFunds)
            throws SQLException {
        if (creditLimit.isNegative()) {
            throw Refused.because("account.credit", name, creditLimit);
        }
        return session.one(
                "insert into account (name, currency, credit_limit, no_funds) values (?, ?, ?, ?) returning id",
                row -> row.id("id", AccountId::new),
                name,
                creditLimit.currency(),
                creditLimit.amount(),
                noFunds);
    }

    /** Others who want to spend of the account wait for the end of the transaction. */
    public static void hold(Session session, AccountId id) throws SQLException {
        session.find("select 1 from account where id = ? for update", row -> true, id);
    }

    public Account account(AccountId id) {
        return entities.find(Account.class, id.value()).orElseThrow(() -> unknown(id));
    }

    public record AccountLine(AccountId id, String name, Money balance, Money creditLimit, Account.NoFunds noFunds) {
        static AccountLine from(Row row) throws SQLException {
            return new AccountLine(
                    row.id("account_id", AccountId::new),
                    row.text("name"),
                    row.money("balance", "currency"),
                    row.money("credit_limit", "currency"),
                    row.constant("no_funds", Account.NoFunds.class));
        }
    }

    public AccountLine line(AccountId id) {
        return db.find("select * from account_funds where account_id = ?", AccountLine::from, id)
                .orElseThrow(() -> unknown(id));
    }

    /** Those whose name contains a text, by number, after a given one. */
    public Part<AccountLine> after(String search, long after, int limit) {
        var found = db.list("""
                select * from account_funds where account_id > ? and position(lower(?) in lower(name)) > 0
                    order by account_id limit ?
                """, AccountLine::from, after, search, limit + 1);
        return Part.of(found, limit);
    }

    private static Refused unknown(AccountId id) {
        return Refused.unknown("account.unknown", id);
    }

    public List<Account> all() {
        return entities.all(Account.class);
    }
}
