package org.vimeter.explain;

import java.sql.SQLException;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.vimeter.account.AccountId;
import org.vimeter.db.Db;
import org.vimeter.db.Row;
import org.vimeter.ledger.Entry;
import org.vimeter.ledger.Entry.Recurring;
import org.vimeter.ledger.Statement;
import org.vimeter.money.Money;
import org.vimeter.rating.Charged;
import org.vimeter.recurring.Cycle;
import org.vimeter.recurring.ProratedLine;
import org.vimeter.recurring.RecurringCharges;
import org.vimeter.recurring.RecurringItem;
import org.vimeter.service.ServiceId;

/** Why a recurring charge exists: what the period is made of, and what was charged for it before. */
public final class RecurringExplanations {
    private static final String MADE = """
            select * from recurring_lines where service_id = ? and per = ? and period_start = ? and sequence = ? order by position
            """;

    private final Db db;
    private final Statement statement;

    public RecurringExplanations(Db db, Statement statement) {
        this.db = db;
        this.statement = statement;
    }

    /** @param charged for the same period before */
    public record Made(Entry entry, Recurring recurring, List<ProratedLine> lines, Money due, Charged charged) {

        public Money before() {
            return due.plus(entry.amount());
        }

        /** Whether each line, and the charge, follows from the figures that are stored. */
        public boolean matches() {
            var sum = lines.stream().map(ProratedLine::recomputed).reduce(Money.zero(due.currency()), Money::plus);
            return lines.stream().allMatch(line -> line.recomputed().equals(line.amount()))
                    && sum.equals(due)
                    && charged.missing(due).negated().equals(entry.amount());
        }
    }

    /** Empty when the account has no such entry, or nothing recurs in it. */
    public Optional<Made> of(AccountId accountId, long entryId) {
        return statement
                .entry(accountId, entryId)
                .filter(entry -> entry.reverses() == null)
                .flatMap(entry -> Optional.ofNullable(entry.recurring()).map(recurring -> made(entry, recurring)));
    }

    private Made made(Entry entry, Recurring recurring) {
        var currency = entry.amount().currency();
        var lines = lines(recurring, currency);
        var due = lines.stream().map(ProratedLine::amount).reduce(Money.zero(currency), Money::plus);
        var cycle = new Cycle(recurring.per(), recurring.from(), recurring.to());
        var charged = db.transaction(session -> RecurringCharges.charged(
                session, new ServiceId(recurring.serviceId()), cycle, currency, recurring.sequence(), entry.id()));
        return new Made(entry, recurring, lines, due, charged);
    }

    private List<ProratedLine> lines(Recurring recurring, Currency currency) {
        return db.list(
                MADE,
                row -> line(row, currency),
                recurring.serviceId(),
                recurring.per(),
                recurring.from(),
                recurring.sequence());
    }

    private static ProratedLine line(Row row, Currency currency) throws SQLException {
        var item = new RecurringItem(
                row.text("add_on"), row.text("title"), row.text("element"), row.number("steps"), row.decimal("price"));
        return new ProratedLine(
                item,
                row.day("from_day"),
                row.day("to_day"),
                (int) row.number("of_days"),
                new Money(row.decimal("amount"), currency));
    }
}
