package org.vimeter.recurring;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vimeter.account.AccountId;
import org.vimeter.db.Session;
import org.vimeter.money.Currencies;
import org.vimeter.money.Money;
import org.vimeter.problem.Problem;
import org.vimeter.recurring.RenewalHolds.Reason;

/**
 * Which renewals wait for a person. Floors are in euros, and about as much in every other currency.
 *
 * @param catchUpDays periods that began before so many days are not charged by themselves
 * @param factor holds what costs more than this many times what it cost before, one service or all that are due on the server …
 * @param serviceFloor … and more than this for one
 * @param serverFloor … and more than this for all
 * @param accountFactor holds the services of an account that would be debited more than this many times what it ever paid,
 *     its credit limit included …
 * @param accountFloor … and more than this
 */
public record RenewalBrakes(
        int catchUpDays,
        BigDecimal factor,
        BigDecimal serviceFloor,
        BigDecimal serverFloor,
        BigDecimal accountFactor,
        BigDecimal accountFloor) {

    /** As configured when nothing else is. */
    public static final RenewalBrakes DEFAULT = new RenewalBrakes(
            120,
            BigDecimal.valueOf(3),
            BigDecimal.valueOf(500),
            BigDecimal.valueOf(1000),
            BigDecimal.valueOf(2),
            BigDecimal.valueOf(100));

    /** Nothing is ever held; for rehearsals on made-up figures. */
    public static final RenewalBrakes OFF = new RenewalBrakes(
            100_000,
            BigDecimal.TEN,
            BigDecimal.TEN.pow(12),
            BigDecimal.TEN.pow(12),
            BigDecimal.TEN,
            BigDecimal.TEN.pow(12));

    /** Those that may be charged now; the others are held, each with its reason. */
    List<RenewalForecast> passing(Session session, List<RenewalForecast> forecasts, LocalDate today, Instant at)
            throws SQLException {
        var approved = RenewalHolds.approved(session);
        var judged = new ArrayList<RenewalForecast>();
        var passing = new ArrayList<RenewalForecast>();
        for (var one : forecasts) {
            var seen = approved.get(one.due().serviceId().value());
            boolean covered = seen != null && one.amount().compareTo(seen) <= 0;
            (covered ? passing : judged).add(one);
        }
        hold(session, judged, Reason.OLD, at, one -> old(one, today));
        hold(session, judged, Reason.SERVICE, at, this::service);
        var accounts = accounts(session, judged);
        hold(
                session,
                judged,
                Reason.ACCOUNT,
                at,
                one -> accounts.get(one.due().accountId().value()));
        var servers = server(judged);
        hold(session, judged, Reason.SERVER, at, one -> servers.get(one.amount().currency()));
        passing.addAll(judged);
        return passing;
    }

    private static void hold(
            Session session,
            List<RenewalForecast> forecasts,
            Reason reason,
            Instant at,
            Function<RenewalForecast, @Nullable Problem> judge)
            throws SQLException {
        for (var iterator = forecasts.iterator(); iterator.hasNext(); ) {
            var one = iterator.next();
            var problem = judge.apply(one);
            if (problem != null) {
                RenewalHolds.hold(session, one, reason, problem, at);
                iterator.remove();
            }
        }
    }

    private @Nullable Problem old(RenewalForecast one, LocalDate today) {
        return one.due().on().isBefore(today.minusDays(catchUpDays))
                ? Problem.of("renewal.old", one.due().on(), one.periods(), one.amount(), catchUpDays)
                : null;
    }

    private @Nullable Problem service(RenewalForecast one) {
        var most = most(one.usual(), factor, serviceFloor);
        return one.amount().compareTo(most) > 0 ? Problem.of("renewal.service", one.amount(), most) : null;
    }

    private Map<Long, Problem> accounts(Session session, List<RenewalForecast> forecasts) throws SQLException {
        var sums = new HashMap<Long, Money>();
        forecasts.forEach(one -> sums.merge(one.due().accountId().value(), one.amount(), Money::plus));
        sums.values().removeIf(sum -> sum.compareTo(Currencies.worth(accountFloor, sum.currency())) <= 0);
        var problems = new HashMap<Long, Problem>();
        for (var sum : sums.entrySet()) {
            var most = most(
                    trusted(session, new AccountId(sum.getKey()), sum.getValue().currency()),
                    accountFactor,
                    accountFloor);
            if (sum.getValue().compareTo(most) > 0) {
                problems.put(sum.getKey(), Problem.of("renewal.account", sum.getValue(), most));
            }
        }
        return problems;
    }

    private static Money trusted(Session session, AccountId account, Currency currency) throws SQLException {
        return session.find(
                        "select amount, currency from client_trust where account_id = ?",
                        row -> row.money("amount", "currency"),
                        account)
                .orElse(Money.zero(currency));
    }

    private Map<Currency, Problem> server(List<RenewalForecast> forecasts) {
        var byCurrency = forecasts.stream()
                .collect(Collectors.groupingBy(one -> one.amount().currency()));
        var problems = new TreeMap<Currency, Problem>(Comparator.comparing(Currency::getCurrencyCode));
        byCurrency.forEach(
                (currency, of) -> server(of, currency).ifPresent(problem -> problems.put(currency, problem)));
        return problems;
    }

    private Optional<Problem> server(List<RenewalForecast> of, Currency currency) {
        var sum = sum(of, RenewalForecast::amount, currency);
        var most = most(sum(of, RenewalForecast::usual, currency), factor, serverFloor);
        return sum.compareTo(most) > 0
                ? Optional.of(Problem.of("renewal.server", sum, most, of.size()))
                : Optional.empty();
    }

    private static Money sum(List<RenewalForecast> of, Function<RenewalForecast, Money> what, Currency currency) {
        return of.stream().map(what).reduce(Money.zero(currency), Money::plus);
    }

    private static Money most(Money usual, BigDecimal factor, BigDecimal floor) {
        var currency = usual.currency();
        var times = Money.rounded(usual.amount().multiply(factor), currency);
        var least = Currencies.worth(floor, currency);
        return times.compareTo(least) > 0 ? times : least;
    }
}
