package org.vimeter.dailyrun;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.AtLimit;
import org.vimeter.catalog.Period;
import org.vimeter.db.Session;
import org.vimeter.ledger.Charges;
import org.vimeter.ledger.NewCharge;
import org.vimeter.offer.PublishedTerms;
import org.vimeter.rating.Charged;
import org.vimeter.rating.Rated;
import org.vimeter.rating.Rating;
import org.vimeter.service.MeteredPart;
import org.vimeter.service.TermsInForce;
import org.vimeter.usage.UsageStore.StoredUsage;

/** Rates a chunk of services for the periods that a day is in: what each add-on is to be charged, and which limits are reached. */
final class Billing {
    private final PublishedTerms published;
    private final LocalDate day;
    private final LocalDate monthStart;

    Billing(PublishedTerms published, LocalDate day) {
        this.published = published;
        this.day = day;
        this.monthStart = Period.MONTH.start(day);
    }

    /** What a chunk owes after its usage was stored; of who owes nothing and is at no limit there is no proposal. */
    List<Proposal> propose(
            Session session, List<BilledService> chunk, StoredUsage stored, Map<Long, AccountFunds> payers)
            throws SQLException {
        var ids = chunk.stream().map(BilledService::id).toList();
        var terms = TermsInForce.of(session, ids);
        var parts = chunk.stream()
                .map(service -> terms.on(published, service.service(), day))
                .toList();
        var charged = Charges.last(session, ids, monthStart, day, starts(parts));
        var proposals = new ArrayList<Proposal>();
        for (int i = 0; i < chunk.size(); i++) {
            var service = chunk.get(i);
            var today = stored.days().get(i).quantities();
            var month = stored.monthTotals().getOrDefault(service.id(), today);
            var payer = Objects.requireNonNull(
                    payers.get(service.service().accountId().value()));
            for (var part : parts.get(i)) {
                long used = part.used(session, service.id(), month, today);
                var last =
                        charged.get(new Charges.Key(service.id(), part.terms().addOnId(), part.start()));
                var proposal = proposal(service, part, used, last, payer.ledgerAccount());
                if (proposal.saysSomething()) {
                    proposals.add(proposal);
                }
            }
        }
        return proposals;
    }

    /** Under which days parts of this month are booked. */
    private static Set<LocalDate> starts(List<List<MeteredPart>> parts) {
        return parts.stream()
                .flatMap(List::stream)
                .filter(MeteredPart::partial)
                .map(MeteredPart::start)
                .collect(Collectors.toSet());
    }

    private static Proposal proposal(
            BilledService service, MeteredPart part, long used, Charges.@Nullable Last last, long client) {
        var terms = part.terms();
        var currency = terms.tariff().price().currency();
        var before = last == null ? Charged.nothing(currency) : last.charged(currency);
        var rated = Rating.rate(terms.tariff(), used, before);
        var charge = charge(service, part, last == null ? 1 : last.sequence() + 1, client, rated);
        boolean suspends = rated.limitBreached() && terms.atLimit() == AtLimit.SUSPEND;
        boolean relieves = service.limited() && !rated.limitBreached();
        return new Proposal(charge, suspends ? part.liftsOn() : null, relieves ? part.liftsOn() : null);
    }

    private static NewCharge charge(BilledService service, MeteredPart part, int sequence, long client, Rated rated) {
        return new NewCharge(
                service.id(),
                part.terms().addOnId(),
                part.start(),
                sequence,
                part.terms().id(),
                client,
                rated.used(),
                rated.due(),
                rated.charge());
    }
}
