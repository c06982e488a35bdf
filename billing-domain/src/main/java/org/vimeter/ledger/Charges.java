package org.vimeter.ledger;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vimeter.db.Row;
import org.vimeter.db.Rows;
import org.vimeter.db.Session;
import org.vimeter.money.Money;
import org.vimeter.rating.Charged;

/** Charges and the entries that they cause, written in sets. */
public final class Charges {
    private static final String LAST = """
            select c.* from unnest(?::bigint[]) as n (id) cross join lateral (
                select distinct on (service_id, period_start, add_on_id) service_id, add_on_id, period_start, sequence, rated
                    from charge where service_id = n.id and (period_start in (?, ?) or period_start = any(?::date[]))
                    order by service_id, period_start, add_on_id, sequence desc) c
            """;
    private static final String PUT_REVERSED = """
            select c.service_id, c.add_on_id, c.period_start, max(c.sequence) as sequence,
                    coalesce(sum(c.amount) filter (where v.sequence is null), 0) as standing,
                    coalesce(sum(c.amount) filter (where not v.again), 0) as waived
                from (select distinct r.service_id, r.add_on_id, r.period_start
                        from unnest(?::bigint[]) as s (id) join charge_reversals r on r.service_id = s.id) k
                    join charge c using (service_id, add_on_id, period_start)
                    left join charge_reversals v using (service_id, add_on_id, period_start, sequence)
                group by 1, 2, 3
            """;

    private static final String POST = """
            with n as (
                select * from @rows
            ), e as (
                insert into ledger_entry (key, cause, actor, at, day, currency, debit_id, credit_id, amount)
                    select n.key, 'CHARGE', b.actor, b.at, b.day, r.currency,
                            case when n.amount > 0 then n.client else r.id end,
                            case when n.amount > 0 then r.id else n.client end, abs(n.amount)
                        from n, ledger_account r, (select ?::text as actor, ?::timestamptz as at, ?::date as day) b
                        where r.id = ?
                    returning id, key
            )
            insert into charge
                    (service_id, add_on_id, period_start, sequence, terms_id, run_id, stamp, day, quantity, rated, amount, entry_id)
                select n.service_id, n.add_on_id, n.period_start, n.sequence, n.terms_id, b.run_id, b.stamp, b.day, n.quantity,
                        n.rated, n.amount, e.id
                    from n join e using (key), (select ?::bigint as run_id, nextval('stamp') as stamp, ?::date as day) b
            """;

    private Charges() {}

    public record Booking(long runId, LocalDate day, Instant at, String actor) {}

    public record Key(long serviceId, long addOnId, LocalDate periodStart) {}

    /** The sequence number of a period's last charge, what stands of its charges, and what of them was reversed and stays so. */
    public record Last(int sequence, BigDecimal standing, BigDecimal waived) {
        public Charged charged(Currency currency) {
            return new Charged(new Money(standing, currency), new Money(waived, currency));
        }
    }

    /** Of some services: of a month, a day, and those parts of a month that are given. */
    public static Map<Key, Last> last(
            Session session, Collection<Long> services, LocalDate month, LocalDate day, Collection<LocalDate> parts)
            throws SQLException {
        var last = new HashMap<Key, Last>();
        session.each(LAST, row -> put(row, last), session.ids(services), month, day, session.days(parts));
        if (session.find("select 1 from charge_reversals limit 1", row -> true).isPresent()) {
            putReversed(session, services, last);
        }
        return last;
    }

    private static void put(Row row, Map<Key, Last> last) throws SQLException {
        last.put(
                new Key(row.number("service_id"), row.number("add_on_id"), row.day("period_start")),
                new Last((int) row.number("sequence"), row.decimal("rated"), BigDecimal.ZERO));
    }

    /** Where nothing was reversed, the charges of a period add up to what it was rated at last. */
    private static void putReversed(Session session, Collection<Long> services, Map<Key, Last> last)
            throws SQLException {
        session.each(
                PUT_REVERSED,
                row -> last.replace(
                        new Key(row.number("service_id"), row.number("add_on_id"), row.day("period_start")),
                        new Last((int) row.number("sequence"), row.decimal("standing"), row.decimal("waived"))),
                session.ids(services));
    }

    /** Charges of one currency. A charge that is there already breaks its key, and with it the transaction. */
    public static void post(Session session, Booking booking, long revenue, List<NewCharge> charges)
            throws SQLException {
        session.update(
                POST,
                rows(charges),
                booking.actor(),
                booking.at(),
                booking.day(),
                revenue,
                booking.runId(),
                booking.day());
    }

    private static Rows<NewCharge> rows(List<NewCharge> charges) {
        return Rows.of(charges)
                .text("key", NewCharge::key)
                .number("service_id", NewCharge::serviceId)
                .number("add_on_id", NewCharge::addOnId)
                .day("period_start", NewCharge::periodStart)
                .integer("sequence", NewCharge::sequence)
                .number("terms_id", NewCharge::termsId)
                .number("client", NewCharge::clientLedgerAccount)
                .number("quantity", NewCharge::quantity)
                .decimal("rated", charge -> charge.rated().amount())
                .decimal("amount", charge -> charge.amount().amount());
    }
}
