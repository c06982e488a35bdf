package org.vimeter.ledger;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.account.AccountId;
import org.vimeter.db.Db;
import org.vimeter.db.Part;
import org.vimeter.db.Row;
import org.vimeter.ledger.Entry.ChargedFor;
import org.vimeter.ledger.Entry.Recurring;
import org.vimeter.offer.PriceKind;

/** A client's entries, newest first, each with the balance after it. Only entries of the given account are ever found. */
public final class Statement {
    private static final String LINES = """
            with line as (
                select e.*, sum(e.change) over (order by e.id) as balance
                    from ledger_account l cross join lateral (
                        select d.*, -d.amount as change from ledger_entry d where d.debit_id = l.id
                        union all
                        select c.*, c.amount from ledger_entry c where c.credit_id = l.id) e
                    where l.kind = 'CLIENT' and l.account_id = ?
            )
            select line.*, back.id as reversed_by, c.service_id, s.vm_name, a.name as add_on, t.title, r.service_id as recurring_id,
                    r.per, r.period_start, r.period_end, r.sequence, rs.vm_name as recurring_name
                from line left join ledger_entry back on back.reverses_id = line.id
                    left join charge c on c.entry_id = coalesce(line.reverses_id, line.id)
                    left join services s on s.id = c.service_id
                    left join add_ons a on a.id = c.add_on_id left join counted_terms t on t.id = c.terms_id
                    left join recurring_charges r on r.entry_id = coalesce(line.reverses_id, line.id)
                    left join services rs on rs.id = r.service_id
            """;

    private final Db db;

    public Statement(Db db) {
        this.db = db;
    }

    /** @param before entries older than this entry; {@link Long#MAX_VALUE} for the newest */
    public List<Entry> page(AccountId accountId, long before, int size) {
        return db.list(
                LINES + " where line.id < ? order by line.id desc limit ?", Statement::entry, accountId, before, size);
    }

    public Part<Entry> part(AccountId accountId, long before, int size) {
        return Part.of(page(accountId, before, size + 1), size);
    }

    public Optional<Entry> entry(AccountId accountId, long entryId) {
        return db.find(LINES + " where line.id = ?", Statement::entry, accountId, entryId);
    }

    private static Entry entry(Row row) throws SQLException {
        var service = row.numberOrNull("service_id");
        return new Entry(
                row.number("id"),
                row.text("key"),
                row.constant("cause", Cause.class),
                row.text("actor"),
                row.instant("at"),
                row.day("day"),
                row.money("change", "currency"),
                row.money("balance", "currency"),
                row.textOrNull("note"),
                row.numberOrNull("reverses_id"),
                row.numberOrNull("reversed_by"),
                service == null
                        ? null
                        : new ChargedFor(service, row.text("vm_name"), row.text("add_on"), row.text("title")),
                recurring(row));
    }

    private static @Nullable Recurring recurring(Row row) throws SQLException {
        var service = row.numberOrNull("recurring_id");
        return service == null
                ? null
                : new Recurring(
                        service,
                        row.text("recurring_name"),
                        row.constant("per", PriceKind.class),
                        row.day("period_start"),
                        row.day("period_end"),
                        (int) row.number("sequence"));
    }
}
