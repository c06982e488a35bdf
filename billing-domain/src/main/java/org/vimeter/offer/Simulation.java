package org.vimeter.offer;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.Catalog;
import org.vimeter.catalog.MeteredTerms;
import org.vimeter.db.Row;
import org.vimeter.db.Session;
import org.vimeter.money.Money;

/**
 * A closed month's real usage of a package's services, rated on a draft's metered terms, against what was charged. The
 * usage stays as it was, also where a limit would have stopped the VM.
 *
 * @param lines by how much they change, largest first
 */
public record Simulation(YearMonth month, List<Line> lines) {

    /**
     * @param was booked for the accounting periods of the month
     * @param wasStopped the first day whose usage reached a limit; null for none
     */
    public record Line(
            long serviceId,
            long accountId,
            String vmName,
            String client,
            Money was,
            Money would,
            @Nullable LocalDate wasStopped,
            @Nullable LocalDate wouldStop) {
        public Money change() {
            return would.minus(was);
        }
    }

    /** @param wasStopped how many services */
    public record Total(Money was, Money would, long wasStopped, long wouldStop) {
        public Money change() {
            return would.minus(was);
        }
    }

    private static final String SERVICES = """
            select s.id, s.account_id, s.vm_name, a.name as client, a.currency,
                    (select coalesce(sum(c.amount), 0) from charge c
                        where c.service_id = s.id and c.period_start between ? and ?) as was,
                    (select min(u.day) from suspension u
                        where u.service_id = s.id and u.cause = 'LIMIT' and u.day between ? and ?) as was_stopped
                from service s join account a on a.id = s.account_id
                where s.package_id = ? and s.first_day <= ? and (s.last_day is null or s.last_day >= ?) and s.id > ?
                order by s.id limit 500
            """;

    public static Simulation of(Session session, Version draft, YearMonth month) throws SQLException {
        var terms = Catalog.ofVersion(session, draft.id());
        var lines = new ArrayList<Line>();
        long after = 0;
        while (true) {
            var chunk = chunk(session, draft.packageId(), month, after, terms);
            lines.addAll(chunk);
            if (chunk.isEmpty()) {
                break;
            }
            after = chunk.get(chunk.size() - 1).serviceId();
        }
        lines.sort(Comparator.comparing((Line line) -> line.change().amount().abs())
                .reversed()
                .thenComparing(Line::vmName));
        return new Simulation(month, List.copyOf(lines));
    }

    private static List<Line> chunk(
            Session session, long packageId, YearMonth month, long after, List<MeteredTerms> terms)
            throws SQLException {
        var from = month.atDay(1);
        var to = month.atEndOfMonth();
        var facts = session.list(SERVICES, row -> line(row), from, to, from, to, packageId, to, from, after);
        var usage = usage(session, month, facts);
        return facts.stream()
                .map(fact -> simulated(fact, terms, usage.getOrDefault(fact.serviceId(), new TreeMap<>())))
                .toList();
    }

    private static Line simulated(Line fact, List<MeteredTerms> terms, TreeMap<LocalDate, long[]> days) {
        var would = fact.would();
        @Nullable LocalDate stop = null;
        for (var one : terms) {
            if (one.tariff().price().currency().equals(would.currency())) {
                var replay = Replay.of(one, days);
                would = would.plus(replay.due());
                var stopped = replay.stopped();
                stop = stop == null || (stopped != null && stopped.isBefore(stop)) ? stopped : stop;
            }
        }
        return new Line(
                fact.serviceId(),
                fact.accountId(),
                fact.vmName(),
                fact.client(),
                fact.was(),
                would,
                fact.wasStopped(),
                stop);
    }

    private static Map<Long, TreeMap<LocalDate, long[]>> usage(Session session, YearMonth month, List<Line> services)
            throws SQLException {
        var usage = new LinkedHashMap<Long, TreeMap<LocalDate, long[]>>();
        session.each(
                """
                select u.day, u.service_id, u.quantities
                    from generate_series(?::date, ?::date, interval '1 day') as d (day) cross join unnest(?::bigint[]) as n (id)
                        cross join lateral (select * from usage_day where day = d.day::date and service_id = n.id limit 1) u
                """,
                row -> usage.computeIfAbsent(row.number("service_id"), key -> new TreeMap<>())
                        .put(row.day("day"), row.numbers("quantities")),
                month.atDay(1),
                month.atEndOfMonth(),
                session.array("bigint", services.stream().map(Line::serviceId).toList()));
        return usage;
    }

    /** A line with what was; what would be is still nothing. */
    private static Line line(Row row) throws SQLException {
        var currency = Currency.getInstance(row.text("currency"));
        return new Line(
                row.number("id"),
                row.number("account_id"),
                row.text("vm_name"),
                row.text("client"),
                new Money(row.decimal("was"), currency),
                Money.zero(currency),
                row.dayOrNull("was_stopped"),
                null);
    }

    /** By currency. */
    public List<Total> totals() {
        var totals = new TreeMap<String, Total>();
        for (var line : lines) {
            totals.merge(
                    line.was().currency().getCurrencyCode(),
                    new Total(
                            line.was(),
                            line.would(),
                            line.wasStopped() == null ? 0 : 1,
                            line.wouldStop() == null ? 0 : 1),
                    (one, other) -> new Total(
                            one.was().plus(other.was()),
                            one.would().plus(other.would()),
                            one.wasStopped() + other.wasStopped(),
                            one.wouldStop() + other.wouldStop()));
        }
        return List.copyOf(totals.values());
    }
}
