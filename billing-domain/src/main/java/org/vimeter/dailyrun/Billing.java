package org.vimeter.dailyrun;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.vimeter.catalog.AtLimit;
import org.vimeter.catalog.Catalog;
import org.vimeter.catalog.MeteredTerms;
import org.vimeter.catalog.Period;
import org.vimeter.db.Session;
import org.vimeter.ledger.Charges;
import org.vimeter.money.Money;
import org.vimeter.rating.Rated;
import org.vimeter.rating.Rating;
import org.vimeter.usage.UsageStore.Standing;

/** Rates a chunk of services for the periods that a day is in: what each add-on is to be charged, and which limits are reached. */
final class Billing {
    private final Catalog catalog;
    private final LocalDate day;
    private final LocalDate month;

    Billing(Catalog catalog, LocalDate day) {
        this.catalog = catalog;
        this.day = day;
        this.month = Period.MONTH.start(day);
    }

    /** One add-on of one service with its price, and how many charges its period will have. */
    record Owed(BilledService service, MeteredTerms terms, LocalDate periodStart, int n, Rated rated) {

        boolean suspends() {
            return rated.limitBreached() && terms.atLimit() == AtLimit.SUSPEND;
        }

        /** Whether the period is still open on the given day, so that stopping the VM has a sense. */
        boolean suspendsOn(LocalDate today, LocalDate day) {
            return suspends() && terms.period().liftsOn(day).isAfter(today);
        }
    }

    /** What is to be charged, or has reached its limit, and who pays. */
    record Proposal(Owed owed, Payer payer) {}

    /** What a chunk owes after its usage was stored. */
    List<Proposal> propose(Session session, List<BilledService> chunk, Standing standing) throws SQLException {
        var ids = chunk.stream().map(BilledService::id).toList();
        var charged = Charges.last(session, ids, month, day);
        var owed = new ArrayList<Owed>();
        for (int i = 0; i < chunk.size(); i++) {
            var service = chunk.get(i);
            var today = standing.days().get(i).counted();
            var total = standing.monthTotals().getOrDefault(service.id(), today);
            for (var terms : catalog.on(service.packageId(), service.currency(), day, service.firstDay())) {
                var one = owed(service, terms, terms.period() == Period.MONTH ? total : today, charged);
                if (!one.rated().charge().isZero() || one.suspends()) {
                    owed.add(one);
                }
            }
        }
        var accounts =
                owed.stream().map(one -> one.service().accountId()).distinct().toList();
        var payers = accounts.isEmpty() ? Map.<Long, Payer>of() : Payer.of(session, accounts);
        return owed.stream()
                .map(one -> new Proposal(
                        one, Objects.requireNonNull(payers.get(one.service().accountId()))))
                .toList();
    }

    private Owed owed(
            BilledService service, MeteredTerms terms, long[] quantities, Map<Charges.Key, Charges.Last> charged) {
        var start = terms.period().start(day);
        var currency = terms.tariff().price().currency();
        var last = charged.get(new Charges.Key(service.id(), terms.addOnId(), start));
        var before = last == null ? Money.zero(currency) : new Money(last.rated(), currency);
        var rated = Rating.rate(terms.tariff(), terms.used(quantities), before);
        return new Owed(service, terms, start, last == null ? 1 : last.n() + 1, rated);
    }
}
