package org.vimeter.explain;

import java.sql.SQLException;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.vimeter.db.Db;
import org.vimeter.db.Row;
import org.vimeter.ledger.Entry;
import org.vimeter.ledger.Entry.Recurring;
import org.vimeter.ledger.Statement;
import org.vimeter.money.Money;
import org.vimeter.rating.Charged;
import org.vimeter.recurring.Item;
import org.vimeter.recurring.Line;

/** Why a recurring charge exists: what the period is made of, and what was charged for it before. */
public final class RecurringExplanations {
    private final Db db;
    private final Statement statement;

    public RecurringExplanations(Db db, Statement statement) {
        this.db = db;
        this.statement = statement;
    }

    /** @param charged for the same period before */
    public record Made(Entry entry, Recurring recurring, List<Line> lines, Money due, Charged charged) {

        public Money before() {
            return due.plus(entry.amount());
        }

        /** Whether each line, and the charge, follows from the figures that are stored. */
        public boolean matches() {
            var sum = lines.stream().map(Line::again).reduce(Money.zero(due.currency()), Money::plus);
            return lines.stream().allMatch(line -> line.again().equals(line.amount()))
                    && sum.equals(due)
                    && charged.missing(due).negated().equals(entry.amount());
        }
    }

    /** Empty when the account has no such entry, or nothing recurs in it. */
    public Optional<Made> of(long accountId, long entryId) {
        return statement
                .entry(accountId, entryId)
                .filter(entry -> entry.reverses() == null)
                .flatMap(entry -> Optional.ofNullable(entry.recurring()).map(recurring -> made(entry, recurring)));
    }

    private Made made(Entry entry, Recurring recurring) {
        var currency = entry.amount().currency();
        var lines = db.list(
                """
                select * from recurring_line where service_id = ? and per = ? and period_start = ? and n = ? order by position
                """,
                row -> line(row, currency),
                recurring.serviceId(),
                recurring.per(),
                recurring.from(),
                recurring.n());
        var due = lines.stream().map(Line::amount).reduce(Money.zero(currency), Money::plus);
        var before = db.find(
                """
                select coalesce(sum(c.amount) filter (where v.n is null), 0) as standing,
                        coalesce(sum(c.amount) filter (where not v.again), 0) as waived
                    from recurring_charge c left join recurring_reversal v on v.service_id = c.service_id and v.per = c.per
                        and v.period_start = c.period_start and v.n = c.n and v.entry_id < ?
                    where c.service_id = ? and c.per = ? and c.period_start = ? and c.n < ?
                """,
                row -> new Charged(
                        new Money(row.decimal("standing"), currency), new Money(row.decimal("waived"), currency)),
                entry.id(),
                recurring.serviceId(),
                recurring.per(),
                recurring.from(),
                recurring.n());
        return new Made(entry, recurring, lines, due, before.orElse(Charged.nothing(currency)));
    }

    private static Line line(Row row, Currency currency) throws SQLException {
        var item = new Item(
                row.text("add_on"), row.text("title"), row.text("element"), row.number("steps"), row.decimal("price"));
        return new Line(
                item,
                row.day("from_day"),
                row.day("to_day"),
                (int) row.number("of_days"),
                new Money(row.decimal("amount"), currency));
    }
}
