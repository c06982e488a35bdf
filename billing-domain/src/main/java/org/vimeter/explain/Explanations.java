package org.vimeter.explain;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vimeter.account.AccountId;
import org.vimeter.db.Db;
import org.vimeter.db.DbFault;
import org.vimeter.db.Row;
import org.vimeter.db.Session;
import org.vimeter.explain.Explanation.Booked;
import org.vimeter.ledger.Entry;
import org.vimeter.ledger.Statement;
import org.vimeter.money.Money;
import org.vimeter.offer.MeteredTerms;
import org.vimeter.offer.PublishedTerms;
import org.vimeter.rating.Charged;
import org.vimeter.rating.Rating;
import org.vimeter.service.MeteredPart;
import org.vimeter.service.ServiceId;
import org.vimeter.service.Services;
import org.vimeter.service.TermsInForce;
import org.vimeter.usage.UsageDays;

/** Finds the explanation of a client's entry. */
public final class Explanations {
    private static final String EARLIER = """
            select c.*, v.again from charges c
                left join charge_reversals v on v.service_id = c.service_id and v.add_on_id = c.add_on_id
                    and v.period_start = c.period_start and v.sequence = c.sequence and v.entry_id < ?
                where c.service_id = ? and c.add_on_id = ? and c.period_start = ? and c.sequence < ? order by c.sequence
            """;

    private final Db db;
    private final Statement statement;

    public Explanations(Db db, Statement statement) {
        this.db = db;
        this.statement = statement;
    }

    private record Charge(
            long service,
            LocalDate periodStart,
            LocalDate day,
            int sequence,
            long termsId,
            long runId,
            long stamp,
            Booked booked) {}

    /** Empty when the account has no such entry, or the entry is not a charge. */
    public Optional<Explanation> of(AccountId accountId, long entryId) {
        return statement
                .entry(accountId, entryId)
                .flatMap(entry -> db.transaction(
                        session -> charge(session, entry).map(charge -> explain(session, entry, charge))));
    }

    private static Explanation explain(Session session, Entry entry, Charge charge) {
        try {
            var currency = entry.amount().currency();
            var counted = counted(session, charge, PublishedTerms.ofTerms(session, charge.termsId(), currency));
            var terms = counted.terms();
            var days = UsageDays.before(session, charge.service(), counted.from(), counted.to(), charge.stamp());
            var earlier = earlier(session, entry, charge, terms);
            var charged = new Charged(
                    sum(earlier.stream().filter(EarlierCharge::stood), currency),
                    sum(earlier.stream().filter(EarlierCharge::isWaived), currency));
            var again = Rating.rate(terms.tariff(), terms.used(UsageDays.sum(days)), charged);
            return new Explanation(
                    entry,
                    charge.runId(),
                    charge.periodStart(),
                    charge.day(),
                    terms,
                    days,
                    earlier,
                    charge.booked(),
                    again);
        } catch (SQLException e) {
            throw new DbFault(e);
        }
    }

    private static Money sum(Stream<EarlierCharge> charges, Currency currency) {
        return charges.map(EarlierCharge::amount).reduce(Money.zero(currency), Money::plus);
    }

    /** The period as it stood when the charge was made. */
    private static MeteredPart counted(Session session, Charge charge, MeteredTerms terms) throws SQLException {
        var service = Services.find(session, new ServiceId(charge.service())).orElseThrow();
        return TermsInForce.of(session, List.of(charge.service()), charge.stamp())
                .counted(terms, service, charge.day());
    }

    private static Optional<Charge> charge(Session session, Entry entry) throws SQLException {
        var currency = entry.amount().currency();
        return session.find(
                "select * from charges where entry_id = ?",
                row -> new Charge(
                        row.number("service_id"),
                        row.day("period_start"),
                        row.day("day"),
                        (int) row.number("sequence"),
                        row.number("terms_id"),
                        row.number("run_id"),
                        row.number("stamp"),
                        new Booked(
                                row.number("quantity"),
                                new Money(row.decimal("rated"), currency),
                                new Money(row.decimal("amount"), currency))),
                entry.id());
    }

    private static List<EarlierCharge> earlier(Session session, Entry entry, Charge charge, MeteredTerms terms)
            throws SQLException {
        return session.list(
                EARLIER,
                row -> earlier(row, terms),
                entry.id(),
                charge.service(),
                terms.addOnId(),
                charge.periodStart(),
                charge.sequence());
    }

    private static EarlierCharge earlier(Row row, MeteredTerms terms) throws SQLException {
        var amount = new Money(row.decimal("amount"), terms.tariff().price().currency());
        return new EarlierCharge(row.number("entry_id"), row.day("day"), amount, row.flagOrNull("again"));
    }
}
