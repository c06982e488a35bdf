package org.vimeter.offer;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.MeterQuantities;
import org.vimeter.db.Row;
import org.vimeter.db.Session;
import org.vimeter.money.Money;
import org.vimeter.offer.Simulation.Subject;

/** Reads a month of a package's services, some hundred at a time, and rates it on a draft's terms. */
final class MonthReplay {
    private static final Comparator<SimulatedLine> LARGEST_FIRST = Comparator.comparing(
                    (SimulatedLine line) -> line.change().amount().abs())
            .reversed()
            .thenComparing(line -> line.subject().vmName());
    private static final String SERVICES = """
            select s.id, s.account_id, s.vm_name, a.name as client, a.currency,
                    least(coalesce(s.last_day, m.to_day), m.to_day) - greatest(s.first_day, m.from_day) + 1 as days,
                    (select coalesce(sum(c.amount), 0) from charges c
                        left join charge_reversals v using (service_id, period_start, add_on_id, sequence)
                        where c.service_id = s.id and c.period_start between m.from_day and m.to_day
                            and v.entry_id is null) as was,
                    (select min(u.day) from suspensions u where u.service_id = s.id and u.cause = 'LIMIT'
                        and u.day between m.from_day and m.to_day) as was_stopped
                from (select ?::date as from_day, ?::date as to_day) m
                    join services s on s.first_day <= m.to_day and (s.last_day is null or s.last_day >= m.from_day)
                    join accounts a on a.id = s.account_id
                where s.package_id = ? and s.id > ? order by s.id limit 500
            """;
    private static final String USAGE = """
            select u.day, u.service_id, u.quantities
                from generate_series(?::date, ?::date, interval '1 day') as d (day) cross join unnest(?::bigint[]) as n (id)
                    cross join lateral (select * from usage_days where day = d.day::date and service_id = n.id limit 1) u
            """;

    private final Session session;
    private final Version draft;
    private final Offer offer;
    private final YearMonth month;
    private final List<MeteredTerms> terms;

    MonthReplay(Session session, Version draft, Offer offer, YearMonth month) throws SQLException {
        this.session = session;
        this.draft = draft;
        this.offer = offer;
        this.month = month;
        this.terms = PublishedTerms.ofVersion(session, draft.id());
    }

    /** What is known of a service before its usage is looked at. */
    private record BilledMonth(
            Subject subject, Money was, @Nullable LocalDate wasStopped, int days) {}

    List<SimulatedLine> lines() throws SQLException {
        var lines = new ArrayList<SimulatedLine>();
        var chunk = facts(0);
        while (!chunk.isEmpty()) {
            var usage = usage(chunk);
            chunk.forEach(fact ->
                    lines.add(line(fact, usage.getOrDefault(fact.subject().serviceId(), new TreeMap<>()))));
            chunk = facts(chunk.get(chunk.size() - 1).subject().serviceId());
        }
        lines.sort(LARGEST_FIRST);
        return List.copyOf(lines);
    }

    private SimulatedLine line(BilledMonth fact, SortedMap<LocalDate, MeterQuantities> days) {
        var currency = fact.was().currency();
        var own = terms.stream()
                .filter(one -> one.tariff().price().currency().equals(currency))
                .toList();
        var replays = own.stream().map(one -> Replay.of(one, days)).toList();
        long complete = days.values().stream()
                .filter(quantities -> isComplete(own, quantities))
                .count();
        return new SimulatedLine(
                fact.subject(),
                fact.was(),
                replays.stream().map(Replay::due).reduce(Money.zero(currency), Money::plus),
                fact.wasStopped(),
                Replay.firstStop(replays),
                (int) (fact.days() - complete),
                offer.currencies().contains(currency.getCurrencyCode()));
    }

    private static boolean isComplete(List<MeteredTerms> terms, MeterQuantities quantities) {
        return terms.stream().flatMap(one -> one.meters().stream()).allMatch(quantities::isKnown);
    }

    private List<BilledMonth> facts(long after) throws SQLException {
        return session.list(
                SERVICES, MonthReplay::fact, month.atDay(1), month.atEndOfMonth(), draft.packageId(), after);
    }

    private static BilledMonth fact(Row row) throws SQLException {
        return new BilledMonth(
                new Subject(row.number("id"), row.number("account_id"), row.text("vm_name"), row.text("client")),
                new Money(row.decimal("was"), Currency.getInstance(row.text("currency"))),
                row.dayOrNull("was_stopped"),
                (int) row.number("days"));
    }

    private Map<Long, SortedMap<LocalDate, MeterQuantities>> usage(List<BilledMonth> chunk) throws SQLException {
        var usage = new HashMap<Long, SortedMap<LocalDate, MeterQuantities>>();
        session.each(
                USAGE,
                row -> usage.computeIfAbsent(row.number("service_id"), key -> new TreeMap<>())
                        .put(row.day("day"), MeterQuantities.from(row)),
                month.atDay(1),
                month.atEndOfMonth(),
                session.ids(
                        chunk.stream().map(fact -> fact.subject().serviceId()).toList()));
        return usage;
    }
}
