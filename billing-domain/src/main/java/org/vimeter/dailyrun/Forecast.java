package org.vimeter.dailyrun;

import static java.util.stream.Collectors.groupingBy;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Currency;
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
    private final Map<Currency, Money> credits = new TreeMap<>(Comparator.comparing(Currency::getCurrencyCode));
    private final LocalDate today;
    private long charges;
    private long suspensions;
    private long limitsPast;
    private long services;

    private long account;
    private @Nullable AccountFunds payer;
    private @Nullable Money funds;
    private long stoppable;

    Forecast(LocalDate today) {
        this.today = today;
    }

    /** @param payers of all these services, by account */
    void add(List<BilledService> chunk, List<Proposal> proposals, Map<Long, AccountFunds> payers) {
        var byService =
                proposals.stream().collect(groupingBy(one -> one.charge().serviceId()));
        for (var service : chunk) {
            if (service.service().accountId().value() != account) {
                closeAccount();
                openAccount(service.service().accountId().value(), payers);
            }
            services++;
            add(service, byService.getOrDefault(service.id(), List.of()));
        }
    }

    private void add(BilledService service, List<Proposal> proposals) {
        boolean stops = false;
        for (var proposal : proposals) {
            charge(proposal);
            boolean now = proposal.suspendsOn(today);
            limitsPast += proposal.reachesLimit() && !now ? 1 : 0;
            stops = stops || now;
        }
        count(service, stops);
    }

    private void count(BilledService service, boolean stops) {
        if (!service.limited() && !service.hasEnded()) {
            suspensions += stops ? 1 : 0;
            stoppable += stops || service.fundsHeld() ? 0 : 1;
        }
    }

    private void charge(Proposal proposal) {
        var amount = proposal.charge().amount();
        if (proposal.isOfMoney()) {
            charges++;
            debits.merge(amount.currency(), amount, Money::plus);
            if (amount.isNegative()) {
                credits.merge(amount.currency(), amount.negated(), Money::plus);
            }
            funds = funds == null ? null : funds.minus(amount);
        }
    }

    /** Whoever is charged nothing may be without funds all the same. */
    private void openAccount(long id, Map<Long, AccountFunds> payers) {
        account = id;
        payer = payers.get(id);
        funds = payer == null ? null : payer.funds();
    }

    /** Without funds, all services of the account stop that no limit stops anyway. */
    private void closeAccount() {
        if (payer != null && payer.suspendable() && funds != null && funds.isNegative()) {
            suspensions += stoppable;
        }
        payer = null;
        funds = null;
        stoppable = 0;
    }

    /** The sums, after the last chunk. */
    Totals totals() {
        closeAccount();
        return new Totals(services, charges, suspensions, limitsPast, Map.copyOf(debits), Map.copyOf(credits));
    }

    /**
     * @param debits what would be debited less what would be credited, by currency
     * @param credits what would be credited
     */
    record Totals(
            long services,
            long charges,
            long suspensions,
            long limitsPast,
            Map<Currency, Money> debits,
            Map<Currency, Money> credits) {
        Money credited(Currency currency) {
            return credits.getOrDefault(currency, Money.zero(currency));
        }

        Money debited(Currency currency) {
            return debits.getOrDefault(currency, Money.zero(currency)).plus(credited(currency));
        }

        /** With at least so many suspensions: the ones without funds reach beyond this run's services. */
        Totals atLeast(long more) {
            return new Totals(services, charges, Math.max(suspensions, more), limitsPast, debits, credits);
        }
    }
}
