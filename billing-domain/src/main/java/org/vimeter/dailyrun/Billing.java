package org.vimeter.dailyrun;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.vimeter.catalog.AtLimit;
import org.vimeter.catalog.Catalog;
import org.vimeter.catalog.MeterQuantities;
import org.vimeter.catalog.MeteredTerms;
import org.vimeter.catalog.Period;
import org.vimeter.db.Session;
import org.vimeter.ledger.Charges;
import org.vimeter.rating.Charged;
import org.vimeter.rating.Rated;
import org.vimeter.rating.Rating;
import org.vimeter.service.MeteredPart;
import org.vimeter.service.TermsInForce;
import org.vimeter.usage.UsageDays;
import org.vimeter.usage.UsageStore.StoredUsage;

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

    /** One add-on of one service with its price, and the sequence number of this charge in its period. */
    record Owed(BilledService service, MeteredPart counted, int sequence, Rated rated) {

        MeteredTerms terms() {
            return counted.terms();
        }

        boolean suspends() {
            return rated.limitBreached() && terms().atLimit() == AtLimit.SUSPEND;
        }

        /** The suspension for this limit, if there is one, has lost its cause. */
        boolean relieves() {
            return service.limited() && !rated.limitBreached();
        }

        /** Whether the period is still open on the given day, so that stopping the VM has a sense. */
        boolean suspendsOn(LocalDate today) {
            return suspends() && counted.liftsOn().isAfter(today);
        }
    }

    /** What is to be charged, or has reached its limit, and who pays. */
    record Proposal(Owed owed, AccountFunds payer) {}

    /** What a chunk owes after its usage was stored. */
    List<Proposal> propose(
            Session session, List<BilledService> chunk, StoredUsage stored, Map<Long, AccountFunds> payers)
            throws SQLException {
        var ids = chunk.stream().map(BilledService::id).toList();
        var accounting = TermsInForce.of(session, ids);
        var counted = new ArrayList<List<MeteredPart>>(chunk.size());
        var parts = new HashSet<LocalDate>();
        for (var service : chunk) {
            var ofService = accounting.on(catalog, service.service(), day);
            ofService.stream()
                    .filter(MeteredPart::partial)
                    .map(MeteredPart::start)
                    .forEach(parts::add);
            counted.add(ofService);
        }
        var charged = Charges.last(session, ids, month, day, parts);
        var owed = new ArrayList<Owed>();
        for (int i = 0; i < chunk.size(); i++) {
            var service = chunk.get(i);
            var today = stored.days().get(i).quantities();
            for (var one : counted.get(i)) {
                var due = owed(service, one, used(session, service, one, stored, today), charged);
                if (!due.rated().charge().isZero() || due.suspends() || due.relieves()) {
                    owed.add(due);
                }
            }
        }
        return owed.stream().map(one -> new Proposal(one, payer(one, payers))).toList();
    }

    private static AccountFunds payer(Owed owed, Map<Long, AccountFunds> payers) {
        return Objects.requireNonNull(
                payers.get(owed.service().service().accountId().value()));
    }

    private MeterQuantities used(
            Session session, BilledService service, MeteredPart counted, StoredUsage stored, MeterQuantities today)
            throws SQLException {
        if (counted.partial()) {
            return UsageDays.sum(session, service.id(), counted.from(), counted.to());
        }
        return counted.terms().period() == Period.MONTH
                ? stored.monthTotals().getOrDefault(service.id(), today)
                : today;
    }

    private static Owed owed(
            BilledService service,
            MeteredPart counted,
            MeterQuantities quantities,
            Map<Charges.Key, Charges.Last> charged) {
        var terms = counted.terms();
        var currency = terms.tariff().price().currency();
        var last = charged.get(new Charges.Key(service.id(), terms.addOnId(), counted.start()));
        var before = last == null ? Charged.nothing(currency) : last.charged(currency);
        var rated = Rating.rate(terms.tariff(), terms.used(quantities), before);
        return new Owed(service, counted, last == null ? 1 : last.sequence() + 1, rated);
    }
}
