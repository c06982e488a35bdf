package org.vimeter.dailyrun;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Row;
import org.vimeter.db.Session;
import org.vimeter.money.Money;
import org.vimeter.problem.Problem;

/**
 * What a run would do beyond a brake.
 *
 * @param subject the account or the service, 0 for the whole run
 * @param name of the account or the VM, empty for the whole run
 * @param currency of an amount of money; null for a number of services
 * @param amount what it would do
 * @param allowed the most that would have passed
 */
public record Excess(
        Kind kind, long subject, String name, @Nullable Currency currency, BigDecimal amount, BigDecimal allowed) {
    private static final String KEEP = """
            insert into run_excess (run_id, kind, subject, currency, amount, allowed) values (?, ?, ?, ?, ?, ?)
            """;
    private static final String OF_RUN = """
            select x.*, coalesce(a.name, s.vm_name, '') as name from run_excess x
                left join accounts a on x.kind = 'ACCOUNT' and a.id = x.subject
                left join services s on x.kind in ('SERVICE', 'SERVICE_CREDIT') and s.id = x.subject
                where x.run_id = ? order by x.subject = 0 desc, x.kind, x.amount / nullif(x.allowed, 0) desc nulls first, x.subject
                limit ?
            """;

    public enum Kind {
        /** Debited in all. */
        DEBIT,
        /** Credited in all. */
        CREDIT,
        /** Debited to one account. */
        ACCOUNT,
        /** Debited for one service. */
        SERVICE,
        /** Credited for one service. */
        SERVICE_CREDIT,
        /** Services to be suspended. */
        SUSPENSIONS,
        /** Services whose known usage of a day became less. */
        FALLS
    }

    public Problem problem() {
        var code = "brake." + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return Problem.of(code, shown(amount), shown(allowed), name);
    }

    private String shown(BigDecimal figure) {
        return currency == null ? figure.toPlainString() : new Money(figure, currency).toString();
    }

    private record Of(Kind kind, long subject, @Nullable Currency currency) {}

    /** Those of which a person has not seen as much yet. */
    static List<Excess> unseen(List<Excess> all, List<Excess> seen) {
        var known = new HashMap<Of, BigDecimal>();
        seen.forEach(one -> known.put(new Of(one.kind, one.subject, one.currency), one.amount));
        return all.stream()
                .filter(one -> known.getOrDefault(new Of(one.kind, one.subject, one.currency), BigDecimal.ZERO)
                                .compareTo(one.amount)
                        < 0)
                .toList();
    }

    static void keep(Session session, long runId, List<Excess> excesses) throws SQLException {
        session.update("delete from run_excess where run_id = ?", runId);
        for (var one : excesses) {
            var currency = one.currency == null ? "" : one.currency.getCurrencyCode();
            session.update(KEEP, runId, one.kind, one.subject, currency, one.amount, one.allowed);
        }
    }

    /** What a person saw who let this run's day pass. */
    static List<Excess> ofApproved(Session session, long runId) throws SQLException {
        var approved = session.one(
                "select coalesce(approves_id, 0) as id from run where id = ?", row -> row.number("id"), runId);
        return ofRun(session, approved, Integer.MAX_VALUE);
    }

    static List<Excess> ofRun(Session session, long runId, int most) throws SQLException {
        return session.list(OF_RUN, Excess::from, runId, most);
    }

    private static Excess from(Row row) throws SQLException {
        return new Excess(
                row.constant("kind", Kind.class),
                row.number("subject"),
                row.text("name"),
                row.text("currency").isEmpty() ? null : Currency.getInstance(row.text("currency")),
                row.decimal("amount"),
                row.decimal("allowed"));
    }
}
