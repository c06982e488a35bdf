package org.vimeter.recurring;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Session;
import org.vimeter.ledger.Fees;
import org.vimeter.money.Money;
import org.vimeter.offer.Per;

/** Books what recurs. Each method is safe to repeat: what is booked already is not booked again. */
public final class RecurringCharges {
    private RecurringCharges() {}

    /** Who books, when, and on which day of the service's server. */
    public record Booking(String actor, Instant at, LocalDate day) {}

    private record Payer(
            long accountId, Currency currency, @Nullable LocalDate last, boolean refund) {}

    private record Last(int n, Money rated) {}

    /** Brings what is booked for a period to what it costs now. */
    public static void settle(Session session, long serviceId, Cycle cycle, Booking booking) throws SQLException {
        var payer = payer(session, serviceId);
        var last = payer.refund() ? payer.last() : null;
        var spans = Subscriptions.spans(session, serviceId, payer.currency(), cycle);
        var lines = new Subscription(spans, last, payer.currency()).lines(cycle);
        book(session, serviceId, payer, cycle, lines, booking);
    }

    /** The set-up fee of a new service. */
    public static void setUp(Session session, long serviceId, String title, Money price, Booking booking)
            throws SQLException {
        var item = new Item("", title, "", 1, price.amount());
        var cycle = new Cycle(Per.SETUP, booking.day(), booking.day());
        var line = Line.of(item, booking.day(), booking.day(), 1, price.currency());
        book(session, serviceId, payer(session, serviceId), cycle, List.of(line), booking);
    }

    /** The row of the service is locked, so that two who settle at once come one after the other. */
    private static Payer payer(Session session, long serviceId) throws SQLException {
        return session.one(
                """
                select s.account_id, s.last_day, s.refund, a.currency from service s join account a on a.id = s.account_id
                    where s.id = ? for update of s
                """,
                row -> new Payer(
                        row.number("account_id"),
                        Currency.getInstance(row.text("currency")),
                        row.dayOrNull("last_day"),
                        row.flag("refund")),
                serviceId);
    }

    private static void book(
            Session session, long serviceId, Payer payer, Cycle cycle, List<Line> lines, Booking booking)
            throws SQLException {
        var due = Subscription.due(lines, payer.currency());
        var last = last(session, serviceId, cycle, payer.currency());
        var amount = last.map(before -> due.minus(before.rated())).orElse(due);
        if (last.isPresent() && amount.isZero()) {
            return;
        }
        int n = last.map(before -> before.n() + 1).orElse(1);
        var key = "recurring/" + serviceId + "/" + cycle.per() + "/" + cycle.start() + "/" + n;
        var fee = new Fees.Fee(key, payer.accountId(), amount, booking.day());
        @Nullable Long entry = amount.isZero() ? null : Fees.post(session, fee, booking.actor(), booking.at());
        session.update(
                """
                insert into recurring_charge (service_id, per, period_start, n, period_end, day, rated, amount, entry_id)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?::bigint)
                """,
                serviceId,
                cycle.per(),
                cycle.start(),
                n,
                cycle.end(),
                booking.day(),
                due.amount(),
                amount.amount(),
                entry);
        write(session, serviceId, cycle, n, lines);
    }

    private static void write(Session session, long serviceId, Cycle cycle, int n, List<Line> lines)
            throws SQLException {
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var item = line.item();
            session.update(
                    "insert into recurring_line values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    serviceId,
                    cycle.per(),
                    cycle.start(),
                    n,
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

    private static Optional<Last> last(Session session, long serviceId, Cycle cycle, Currency currency)
            throws SQLException {
        return session.find(
                """
                select n, rated from recurring_charge where service_id = ? and per = ? and period_start = ?
                    order by n desc limit 1
                """,
                row -> new Last((int) row.number("n"), new Money(row.decimal("rated"), currency)),
                serviceId,
                cycle.per(),
                cycle.start());
    }
}
