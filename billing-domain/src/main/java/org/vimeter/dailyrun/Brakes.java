package org.vimeter.dailyrun;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vimeter.db.Session;
import org.vimeter.money.Money;
import org.vimeter.problem.Problem;

/**
 * When a run looks wrong, it waits for a person. The debit brake needs seven finished runs to compare with.
 *
 * @param debitFactor holds a run that would debit more than this many times the median of the last seven days
 * @param debitFloor but never one that debits less than this, in units of the currency
 * @param suspendPercent holds a run that would suspend more than this share of the services
 * @param suspendFloor but never one that suspends no more than this many
 */
public record Brakes(BigDecimal debitFactor, BigDecimal debitFloor, int suspendPercent, int suspendFloor) {
    static final int HISTORY = 7;
    public static final Brakes DEFAULT = new Brakes(BigDecimal.valueOf(3), BigDecimal.valueOf(1000), 5, 5);

    /** What a person has approved for this day: no more than this passes. */
    record Approved(Map<Currency, Money> debits, long suspensions) {}

    Optional<Problem> hold(Session session, long serverId, LocalDate day, Forecast.Totals forecast, Approved approved)
            throws SQLException {
        for (var debit : forecast.debits().values()) {
            var problem = holdDebit(session, serverId, day, debit, approved);
            if (problem.isPresent()) {
                return problem;
            }
        }
        long most = Math.max(suspendFloor, forecast.services() * suspendPercent / 100);
        if (forecast.suspensions() > Math.max(most, approved.suspensions())) {
            return Optional.of(Problem.of(
                    "brake.suspensions", forecast.suspensions(), forecast.services(), suspendPercent, suspendFloor));
        }
        return Optional.empty();
    }

    private Optional<Problem> holdDebit(Session session, long serverId, LocalDate day, Money debit, Approved approved)
            throws SQLException {
        var history = history(session, serverId, day, debit.currency());
        if (history.size() < HISTORY) {
            return Optional.empty();
        }
        var median = history.get(HISTORY / 2);
        var most = median.multiply(debitFactor).max(debitFloor);
        var allowed = approved.debits().get(debit.currency());
        boolean passes = debit.amount().compareTo(most) <= 0 || (allowed != null && debit.compareTo(allowed) <= 0);
        return passes
                ? Optional.empty()
                : Optional.of(Problem.of(
                        "brake.debits",
                        debit,
                        new Money(median.setScale(debit.amount().scale(), RoundingMode.HALF_UP), debit.currency()),
                        debitFactor,
                        debitFloor.toPlainString()));
    }

    /** What the last seven finished days before this one debited, smallest first. */
    private static List<BigDecimal> history(Session session, long serverId, LocalDate day, Currency currency)
            throws SQLException {
        return session.list("""
                        select coalesce(sum(m.debited), 0) as debited
                            from run r left join run_money m on m.run_id = r.id and m.currency = ?
                            where r.server_id = ? and r.day < ? and not r.dry and r.status = 'DONE'
                            group by r.day order by r.day desc limit ?
                        """, row -> row.decimal("debited"), currency, serverId, day, HISTORY).stream()
                .sorted()
                .toList();
    }
}
