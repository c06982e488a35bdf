package org.vimeter.dailyrun;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.vimeter.dailyrun.Excess.Kind;
import org.vimeter.db.Row;
import org.vimeter.db.Rows;
import org.vimeter.db.Session;
import org.vimeter.money.Currencies;
import org.vimeter.money.Money;

/**
 * When a run looks wrong, it waits for a person. Floors are in euros, and about as much in every other currency.
 *
 * @param debitFactor holds a run that would debit, or credit, more than this many times the median of the last seven days …
 * @param debitFloor … and more than this; before there are seven days to compare with, this alone
 * @param suspendPercent holds a run that would suspend, or lower the known usage of, more than this share of the services …
 * @param suspendFloor … and more than this many
 * @param accountFactor holds a run that would debit one account more than this many times what it ever paid, its credit
 *     limit included …
 * @param accountFloor … and more than this
 * @param serviceFloor holds a run that would debit or credit more than this for one service, and more than debitFactor times
 *     the most that it cost in a night of the last three months
 * @param missingPercent a finished run that misses more than this share of what it expected is incomplete
 */
public record Brakes(
        BigDecimal debitFactor,
        BigDecimal debitFloor,
        int suspendPercent,
        int suspendFloor,
        BigDecimal accountFactor,
        BigDecimal accountFloor,
        BigDecimal serviceFloor,
        int missingPercent) {
    private static final String ACCOUNTS = """
            select a.id as subject, a.name, d.currency, d.amount,
                    greatest(d.floor, ? * coalesce((select t.amount from client_trust t where t.client_id = d.client_id), 0))
                        as allowed
                from (select s.account_id, p.client_id, p.currency, n.floor, sum(p.amount) as amount
                        from proposal p join services s on s.id = p.service_id
                            join @rows on n.currency = p.currency
                        where p.run_id = ? group by 1, 2, 3, 4 having sum(p.amount) > n.floor) d
                    join accounts a on a.id = d.account_id order by d.amount desc, a.id
            """;
    private static final String SERVICES = """
            select s.id as subject, s.vm_name as name, d.currency, d.amount,
                    greatest(d.floor, ? * coalesce((select max(k.amount) from (select sum(c.amount) as amount from charges c
                        where c.service_id = s.id and c.period_start >= ? group by c.run_id) k), 0)) as allowed
                from (select p.service_id, p.currency, n.floor, sum(p.amount) as amount
                        from proposal p join @rows on n.currency = p.currency
                        where p.run_id = ? group by 1, 2, 3 having abs(sum(p.amount)) > n.floor) d
                    join services s on s.id = d.service_id order by abs(d.amount) desc, s.id
            """;

    static final int HISTORY = 7;
    private static final int SERVICE_HISTORY = 92;
    private static final int PERCENT = 100;

    /** As configured when nothing else is. */
    public static final Brakes DEFAULT = new Brakes(
            BigDecimal.valueOf(3),
            BigDecimal.valueOf(1000),
            5,
            5,
            BigDecimal.valueOf(2),
            BigDecimal.valueOf(100),
            BigDecimal.valueOf(500),
            20);

    /** Nothing is ever held; for rehearsals on made-up figures. */
    public static final Brakes OFF = new Brakes(
            BigDecimal.TEN,
            BigDecimal.TEN.pow(12),
            PERCENT,
            Integer.MAX_VALUE,
            BigDecimal.TEN,
            BigDecimal.TEN.pow(12),
            BigDecimal.TEN.pow(12),
            PERCENT);

    /** The run that is looked at, and how many services it found with less usage than was known. */
    record Looked(long runId, long serverId, LocalDate day, Forecast.Totals forecast, long falls) {}

    /** Everything beyond a brake, the whole run's first. */
    List<Excess> excesses(Session session, Looked run) throws SQLException {
        var forecast = run.forecast();
        var excesses = new ArrayList<>(sums(session, run));
        long few = Math.max(suspendFloor, forecast.services() * suspendPercent / PERCENT);
        add(excesses, Kind.SUSPENSIONS, forecast.suspensions(), few);
        add(excesses, Kind.FALLS, run.falls(), few);
        excesses.addAll(accounts(session, run, currencies(forecast)));
        excesses.addAll(services(session, run, currencies(forecast)));
        return excesses;
    }

    private List<Excess> sums(Session session, Looked run) throws SQLException {
        var excesses = new ArrayList<Excess>();
        var forecast = run.forecast();
        for (var currency : currencies(forecast)) {
            var most = most(session, run, currency);
            add(excesses, Kind.DEBIT, forecast.debited(currency), most);
            add(excesses, Kind.CREDIT, forecast.credited(currency), most);
        }
        return excesses;
    }

    private static Set<Currency> currencies(Forecast.Totals forecast) {
        var currencies =
                new TreeSet<Currency>((one, other) -> one.getCurrencyCode().compareTo(other.getCurrencyCode()));
        currencies.addAll(forecast.debits().keySet());
        return currencies;
    }

    private static void add(List<Excess> excesses, Kind kind, Money amount, Money most) {
        if (amount.compareTo(most) > 0) {
            excesses.add(new Excess(kind, 0, "", amount.currency(), amount.amount(), most.amount()));
        }
    }

    private static void add(List<Excess> excesses, Kind kind, long number, long most) {
        if (number > most) {
            excesses.add(new Excess(kind, 0, "", null, BigDecimal.valueOf(number), BigDecimal.valueOf(most)));
        }
    }

    private Money most(Session session, Looked run, Currency currency) throws SQLException {
        var floor = Currencies.worth(debitFloor, currency);
        var history = history(session, run, currency);
        if (history.size() < HISTORY) {
            return floor;
        }
        var usual = Money.rounded(history.get(HISTORY / 2).multiply(debitFactor), currency);
        return usual.compareTo(floor) > 0 ? usual : floor;
    }

    /** What the last seven finished days before this one debited, smallest first. */
    private static List<BigDecimal> history(Session session, Looked run, Currency currency) throws SQLException {
        return session.list("""
                        select coalesce(sum(m.debited), 0) as debited
                            from run r left join run_money m on m.run_id = r.id and m.currency = ?
                            where r.server_id = ? and r.day < ? and not r.dry and r.status = 'DONE'
                            group by r.day order by r.day desc limit ?
                        """, row -> row.decimal("debited"), currency, run.serverId(), run.day(), HISTORY).stream()
                .sorted()
                .toList();
    }

    /** Who would be debited more than he could be expected to owe. */
    private List<Excess> accounts(Session session, Looked run, Set<Currency> currencies) throws SQLException {
        return session
                .list(
                        ACCOUNTS,
                        row -> excess(row, Kind.ACCOUNT),
                        accountFactor,
                        floors(currencies, accountFloor),
                        run.runId())
                .stream()
                .filter(Brakes::isExcess)
                .toList();
    }

    /** Which services would cost, or give back, far more in one night than they ever did. */
    private List<Excess> services(Session session, Looked run, Set<Currency> currencies) throws SQLException {
        var since = run.day().minusDays(SERVICE_HISTORY);
        var floors = floors(currencies, serviceFloor);
        return session.list(SERVICES, Brakes::service, debitFactor, since, floors, run.runId()).stream()
                .filter(Brakes::isExcess)
                .toList();
    }

    private static Excess service(Row row) throws SQLException {
        return excess(row, row.decimal("amount").signum() > 0 ? Kind.SERVICE : Kind.SERVICE_CREDIT);
    }

    private static Excess excess(Row row, Kind kind) throws SQLException {
        var currency = Currency.getInstance(row.text("currency"));
        return new Excess(
                kind,
                row.number("subject"),
                row.text("name"),
                currency,
                row.decimal("amount").abs(),
                Money.rounded(row.decimal("allowed"), currency).amount());
    }

    private static boolean isExcess(Excess one) {
        return one.amount().compareTo(one.allowed()) > 0;
    }

    /** What is never held, in each currency. */
    private static Rows<Currency> floors(Set<Currency> currencies, BigDecimal euros) {
        return Rows.of(currencies)
                .text("currency", Currency::getCurrencyCode)
                .decimal("floor", currency -> Currencies.worth(euros, currency).amount());
    }
}
