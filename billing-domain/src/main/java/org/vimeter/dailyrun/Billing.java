package org.vimeter.dailyrun;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vimeter.catalog.AtLimit;
import org.vimeter.catalog.Catalog;
import org.vimeter.catalog.MeteredTerms;
import org.vimeter.catalog.Period;
import org.vimeter.db.Session;
import org.vimeter.enforcement.Limits.Breach;
import org.vimeter.ledger.Charges;
import org.vimeter.ledger.LedgerAccounts;
import org.vimeter.ledger.LedgerAccounts.House;
import org.vimeter.ledger.NewCharge;
import org.vimeter.money.Money;
import org.vimeter.rating.Rated;
import org.vimeter.rating.Rating;
import org.vimeter.usage.MonthTotals;
import org.vimeter.usage.UsageDays;

/** Rates a chunk of services for the periods that a day is in: first as a proposal, then as charges. */
final class Billing {
    private static final long[] NOTHING = new long[64];

    private final Catalog catalog;
    private final LocalDate day;
    private final LocalDate month;

    Billing(Catalog catalog, LocalDate day) {
        this.catalog = catalog;
        this.day = day;
        this.month = Period.MONTH.start(day);
    }

    /** One add-on of one service that is to be charged, or has reached its limit. */
    record Proposal(BilledService service, MeteredTerms terms, LocalDate periodStart, int n, Rated rated) {

        boolean suspends() {
            return rated.limitBreached() && terms.atLimit() == AtLimit.SUSPEND;
        }

        /** Whether the period is still open on the given day, so that stopping the VM has a sense. */
        boolean suspendsOn(LocalDate today, LocalDate day) {
            return suspends() && terms.period().liftsOn(day).isAfter(today);
        }
    }

    List<Proposal> propose(Session session, List<BilledService> chunk) throws SQLException {
        var ids = chunk.stream().map(BilledService::id).toList();
        var totals = MonthTotals.of(session, month, ids);
        var today = UsageDays.quantities(session, day, ids);
        var charged = Charges.last(session, ids, month, day);
        var proposals = new ArrayList<Proposal>();
        for (var service : chunk) {
            for (var terms : catalog.on(service.packageId(), day, service.firstDay())) {
                var quantities = (terms.period() == Period.MONTH ? totals : today).getOrDefault(service.id(), NOTHING);
                var proposal = propose(service, terms, quantities, charged);
                if (!proposal.rated().charge().isZero() || proposal.suspends()) {
                    proposals.add(proposal);
                }
            }
        }
        return proposals;
    }

    private Proposal propose(
            BilledService service, MeteredTerms terms, long[] quantities, Map<Charges.Key, Charges.Last> charged) {
        var start = terms.period().start(day);
        var currency = terms.tariff().price().currency();
        var last = charged.get(new Charges.Key(service.id(), terms.addOnId(), start));
        var before = last == null ? Money.zero(currency) : new Money(last.rated(), currency);
        var rated = Rating.rate(terms.tariff(), terms.used(quantities), before);
        return new Proposal(service, terms, start, last == null ? 1 : last.n() + 1, rated);
    }

    /** Books every proposed charge. */
    void post(Session session, long runId, Instant at, String actor, Collection<Proposal> proposals)
            throws SQLException {
        var byCurrency = new HashMap<Currency, List<NewCharge>>();
        for (var proposal : proposals) {
            var amount = proposal.rated().charge();
            if (!amount.isZero()) {
                byCurrency
                        .computeIfAbsent(amount.currency(), key -> new ArrayList<>())
                        .add(charge(proposal));
            }
        }
        for (var entry : byCurrency.entrySet()) {
            long revenue = LedgerAccounts.house(session, House.REVENUE, entry.getKey());
            Charges.post(session, new Charges.Booking(runId, day, at, actor), revenue, entry.getValue());
        }
    }

    private static NewCharge charge(Proposal proposal) {
        var rated = proposal.rated();
        return new NewCharge(
                proposal.service().id(),
                proposal.terms().addOnId(),
                proposal.periodStart(),
                proposal.n(),
                proposal.terms().id(),
                proposal.service().clientLedgerAccount(),
                rated.used(),
                rated.due(),
                rated.charge());
    }

    /** The limits that stop a VM now. One whose period is over by the given day stops nothing any more. */
    List<Breach> breaches(LocalDate today, Collection<Proposal> proposals) {
        return proposals.stream()
                .filter(proposal -> proposal.suspendsOn(today, day))
                .map(proposal -> new Breach(
                        proposal.service().id(),
                        proposal.terms().addOnId(),
                        proposal.terms().id(),
                        proposal.rated().used(),
                        proposal.terms().period().liftsOn(day)))
                .toList();
    }
}
