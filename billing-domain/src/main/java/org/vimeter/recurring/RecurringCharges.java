package org.vimeter.recurring;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.account.AccountId;
import org.vimeter.db.Row;
import org.vimeter.db.Session;
import org.vimeter.ledger.Fees;
import org.vimeter.money.Money;
import org.vimeter.rating.Charged;
import org.vimeter.service.ServiceId;
import org.vimeter.service.Services;

/** Books what recurs. Each method is safe to repeat: what is booked already is not booked again. */
public final class RecurringCharges {
    private static final String SET_UP_AGAIN = """
            select * from recurring_line where service_id = ? and per = 'SETUP' and period_start = ? and sequence = ? order by position
            """;
    private static final String PAYER = """
            select s.account_id, s.last_day, s.refund, a.currency from services s join accounts a on a.id = s.account_id
                where s.id = ?
            """;
    private static final String BOOK = """
            insert into recurring_charge (service_id, per, period_start, sequence, period_end, day, rated, amount, entry_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?::bigint)
            """;
    private static final String BEFORE = """
            select coalesce(max(c.sequence), 0) as sequence, coalesce(sum(c.amount) filter (where v.sequence is null), 0) as standing,
                    coalesce(sum(c.amount) filter (where not v.again), 0) as waived
                from recurring_charge c left join recurring_reversals v on v.service_id = c.service_id and v.per = c.per
                    and v.period_start = c.period_start and v.sequence = c.sequence and v.entry_id < ?
                where c.service_id = ? and c.per = ? and c.period_start = ? and c.sequence < ?
            """;

    private RecurringCharges() {}

    /** Who books, when, and on which day of the service's server. */
    public record Booking(String actor, Instant at, LocalDate day) {}

    private record Payer(
            AccountId accountId,
            Currency currency,
            @Nullable LocalDate last,
            boolean refund) {}

    private record Before(int sequence, Charged charged) {}

    /** Brings what is booked for a period to what it costs now. */
    public static void settle(Session session, ServiceId serviceId, Cycle cycle, Booking booking) throws SQLException {
        var payer = payer(session, serviceId);
        var lines = lines(session, serviceId, payer, cycle);
        book(session, serviceId, payer, cycle, lines, booking);
    }

    /** What settling a period would charge. */
    static Money missing(Session session, ServiceId serviceId, Cycle cycle) throws SQLException {
        var payer = payer(session, serviceId);
        var due = Subscription.due(lines(session, serviceId, payer, cycle), payer.currency());
        return charged(session, serviceId, cycle, payer.currency()).missing(due);
    }

    private static List<ProratedLine> lines(Session session, ServiceId serviceId, Payer payer, Cycle cycle)
            throws SQLException {
        var last = payer.refund() ? payer.last() : null;
        var spans = Subscriptions.spans(session, serviceId, payer.currency(), cycle);
        return new Subscription(spans, last, payer.currency()).lines(cycle);
    }

    /** The same for the period that a day is in and for all later ones that are booked, whatever the clock said when they were. */
    public static void settleFrom(Session session, ServiceId serviceId, Cycle cycle, Booking booking)
            throws SQLException {
        settle(session, serviceId, cycle, booking);
        for (var later : bookedAfter(session, serviceId, cycle)) {
            settle(session, serviceId, later, booking);
        }
    }

    /** The booked periods after one. */
    public static List<Cycle> bookedAfter(Session session, ServiceId serviceId, Cycle cycle) throws SQLException {
        return session.list(
                """
                select distinct period_start from recurring_charge where service_id = ? and per = ? and period_start > ?
                    order by period_start
                """, row -> Cycle.at(cycle.period(), row.day("period_start")), serviceId, cycle.per(), cycle.start());
    }

    /** The set-up fee of a new service. */
    public static void setUp(Session session, ServiceId serviceId, String title, Money price, Booking booking)
            throws SQLException {
        var item = new RecurringItem("", title, "", 1, price.amount());
        var cycle = Cycle.setUp(booking.day());
        var line = ProratedLine.of(item, booking.day(), booking.day(), 1, price.currency());
        book(session, serviceId, payer(session, serviceId), cycle, List.of(line), booking);
    }

    /** A set-up fee that was reversed, at the price that it had. */
    public static void setUpAgain(Session session, ServiceId serviceId, LocalDate day, int sequence, Booking booking)
            throws SQLException {
        var payer = payer(session, serviceId);
        var items = session.list(SET_UP_AGAIN, RecurringCharges::item, serviceId, day, sequence);
        var lines = items.stream()
                .map(item -> ProratedLine.of(item, day, day, 1, payer.currency()))
                .toList();
        book(session, serviceId, payer, Cycle.setUp(day), lines, booking);
    }

    private static RecurringItem item(Row row) throws SQLException {
        return new RecurringItem("", row.text("title"), "", row.number("steps"), row.decimal("price"));
    }

    /** The row of the service is locked, so that two who settle at once come one after the other. */
    private static Payer payer(Session session, ServiceId serviceId) throws SQLException {
        Services.hold(session, serviceId);
        return session.one(
                PAYER,
                row -> new Payer(
                        row.id("account_id", AccountId::new),
                        Currency.getInstance(row.text("currency")),
                        row.dayOrNull("last_day"),
                        row.flag("refund")),
                serviceId);
    }

    private static void book(
            Session session, ServiceId serviceId, Payer payer, Cycle cycle, List<ProratedLine> lines, Booking booking)
            throws SQLException {
        var due = Subscription.due(lines, payer.currency());
        var before = before(session, serviceId, cycle, payer.currency());
        var amount = before.charged().missing(due);
        if (before.sequence() > 0 && amount.isZero()) {
            return;
        }
        int sequence = before.sequence() + 1;
        var key = "recurring/" + serviceId + "/" + cycle.per() + "/" + cycle.start() + "/" + sequence;
        var fee = new Fees.Fee(key, payer.accountId(), amount, booking.day());
        @Nullable Long entry = amount.isZero() ? null : Fees.post(session, fee, booking.actor(), booking.at());
        session.update(
                BOOK,
                serviceId,
                cycle.per(),
                cycle.start(),
                sequence,
                cycle.end(),
                booking.day(),
                due.amount(),
                amount.amount(),
                entry);
        write(session, serviceId, cycle, sequence, lines);
    }

    private static void write(Session session, ServiceId serviceId, Cycle cycle, int sequence, List<ProratedLine> lines)
            throws SQLException {
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var item = line.item();
            session.update(
                    "insert into recurring_line values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    serviceId,
                    cycle.per(),
                    cycle.start(),
                    sequence,
                    i + 1,
                    item.addOn(),
                    item.title(),
                    item.element(),
                    item.steps(),
                    item.price(),
                    line.from(),
                    line.to(),
                    line.ofDays(),
                    line.amount().amount());
        }
    }

    /** What was charged for a period before. */
    public static Charged charged(Session session, ServiceId serviceId, Cycle cycle, Currency currency)
            throws SQLException {
        return before(session, serviceId, cycle, currency).charged();
    }

    /** The same as it was when the nth charge of the period was made, by an entry. */
    public static Charged charged(
            Session session, ServiceId serviceId, Cycle cycle, Currency currency, int sequence, long entryId)
            throws SQLException {
        return before(session, serviceId, cycle, currency, sequence, entryId).charged();
    }

    private static Before before(Session session, ServiceId serviceId, Cycle cycle, Currency currency)
            throws SQLException {
        return before(session, serviceId, cycle, currency, Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    private static Before before(Row row, Currency currency) throws SQLException {
        var charged =
                new Charged(new Money(row.decimal("standing"), currency), new Money(row.decimal("waived"), currency));
        return new Before((int) row.number("sequence"), charged);
    }

    private static Before before(
            Session session, ServiceId serviceId, Cycle cycle, Currency currency, int sequence, long entryId)
            throws SQLException {
        return session.one(
                BEFORE, row -> before(row, currency), entryId, serviceId, cycle.per(), cycle.start(), sequence);
    }
}
