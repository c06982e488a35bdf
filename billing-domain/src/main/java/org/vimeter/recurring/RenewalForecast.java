package org.vimeter.recurring;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Currency;
import org.vimeter.account.AccountId;
import org.vimeter.db.Session;
import org.vimeter.money.Money;
import org.vimeter.recurring.Renewals.Due;

/**
 * What a service's renewal would charge.
 *
 * @param periods how many have begun
 * @param usual what so many periods cost at the price that was charged last; zero without one
 */
record RenewalForecast(Due due, int periods, Money amount, Money usual) {

    static RenewalForecast of(Session session, Due due, LocalDate today) throws SQLException {
        var currency = currency(session, due.accountId());
        var amount = Money.zero(currency);
        int periods = 0;
        for (var on = due.on(); !on.isAfter(today); on = Cycle.at(due.per(), on).next()) {
            amount = amount.plus(RecurringCharges.missing(session, due.serviceId(), Cycle.at(due.per(), on)));
            periods++;
        }
        var usual = usual(session, due, currency).multiply(BigDecimal.valueOf(periods));
        return new RenewalForecast(due, periods, amount, new Money(usual, currency));
    }

    private static Currency currency(Session session, AccountId accountId) throws SQLException {
        return session.one(
                "select a.currency from accounts a where a.id = ?",
                row -> Currency.getInstance(row.text("currency")),
                accountId);
    }

    /** The price of a whole period, of what the service had on the last day that is booked. */
    private static BigDecimal usual(Session session, Due due, Currency currency) throws SQLException {
        var price = session.one("""
                        select coalesce(sum(l.price * l.steps), 0) as price from recurring_line l
                            where (l.service_id, l.per, l.period_start, l.sequence) = (select service_id, per, period_start, sequence
                                    from recurring_charge where service_id = ? and per = ? order by period_start desc, sequence desc limit 1)
                                and l.to_day = (select max(to_day) from recurring_line m where m.service_id = l.service_id
                                    and m.per = l.per and m.period_start = l.period_start and m.sequence = l.sequence)
                        """, row -> row.decimal("price"), due.serviceId(), due.per());
        return Money.rounded(price, currency).amount();
    }
}
