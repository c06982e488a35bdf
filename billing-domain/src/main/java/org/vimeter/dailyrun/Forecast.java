package org.vimeter.dailyrun;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vimeter.money.Money;

/**
 * What a run would do, added up chunk by chunk. Services come by account, so one account's debits are all that has to be
 * remembered to see whether its money will be gone.
 */
final class Forecast {
    private final Map<Currency, Money> debits = new TreeMap<>(Comparator.comparing(Currency::getCurrencyCode));
    private final LocalDate day;
    private final LocalDate today;
    private long charges;
    private long suspensions;
    private long limitsPast;
    private long services;

    private long account;
    private @Nullable Money funds;
    private long suspendableOfAccount;

    Forecast(LocalDate day, LocalDate today) {
        this.day = day;
        this.today = today;
    }

    void add(List<BilledService> chunk, List<Billing.Proposal> proposals) {
        var byService = new HashMap<Long, List<Billing.Proposal>>();
        proposals.forEach(proposal -> byService
                .computeIfAbsent(proposal.service().id(), id -> new ArrayList<>())
                .add(proposal));
        for (var service : chunk) {
            if (service.accountId() != account) {
                closeAccount();
                account = service.accountId();
                funds = service.funds();
            }
            add(service, byService.getOrDefault(service.id(), List.of()));
        }
    }

    private void add(BilledService service, List<Billing.Proposal> proposals) {
        for (var proposal : proposals) {
            var charge = proposal.rated().charge();
            if (!charge.isZero()) {
                charges++;
                debits.merge(charge.currency(), charge, Money::plus);
                funds = funds == null ? null : funds.minus(charge);
            }
            if (proposal.suspends() && !proposal.suspendsOn(today, day)) {
                limitsPast++;
            }
        }
        services++;
        boolean stopsAtLimit = proposals.stream().anyMatch(proposal -> proposal.suspendsOn(today, day));
        if (stopsAtLimit && !service.limited()) {
            suspensions++;
        } else if (service.suspendable() && !service.limited()) {
            suspendableOfAccount++;
        }
    }

    private void closeAccount() {
        if (funds != null && funds.isNegative()) {
            suspensions += suspendableOfAccount;
        }
        suspendableOfAccount = 0;
    }

    /** The sums, after the last chunk. */
    Totals totals() {
        closeAccount();
        funds = null;
        return new Totals(services, charges, suspensions, limitsPast, Map.copyOf(debits));
    }

    /** @param debits what would be debited less what would be credited, by currency */
    record Totals(long services, long charges, long suspensions, long limitsPast, Map<Currency, Money> debits) {}
}
