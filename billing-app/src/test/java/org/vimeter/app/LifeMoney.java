package org.vimeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.vimeter.app.LifeModel.Life;
import org.vimeter.app.LifeModel.Sold;
import org.vimeter.dailyrun.RunOrder;
import org.vimeter.reversal.Reversals.Afterwards;
import org.vimeter.service.ServiceId;

/** What is used, left out, corrected and given back, and what all of it costs in the end. */
final class LifeMoney {
    private static final long GIB = 1L << 30;
    private static final BigDecimal PRICE = new BigDecimal("0.01");

    private final LifeWalk walk;
    private final World world;

    /** Days of servers whose figures have changed since they may have been read. */
    private final TreeSet<Changed> changed = new TreeSet<>();

    private record Changed(LocalDate day, long server) implements Comparable<Changed> {
        @Override
        public int compareTo(Changed other) {
            return day.equals(other.day) ? Long.compare(server, other.server) : day.compareTo(other.day);
        }
    }

    private record Entry(long id, ServiceId service, String what, BigDecimal amount) {}

    /** A part of a month under one package; days without a figure are not in it. */
    private record Part(Sold sold, LocalDate month, LocalDate from, LocalDate to, LocalDate lived, LocalDate last) {
        String name() {
            return "CHARGE " + (from.equals(lived) ? month : from) + " " + sold.template;
        }

        long share(long gib) {
            return BigInteger.valueOf(gib * GIB)
                    .multiply(BigInteger.valueOf(days(from, to)))
                    .divide(BigInteger.valueOf(days(lived, last)))
                    .longValueExact();
        }

        long used(TreeMap<LocalDate, Long> days) {
            return days.subMap(from, true, to, true).values().stream()
                    .mapToLong(value -> value)
                    .sum();
        }

        BigDecimal due(TreeMap<LocalDate, Long> days) {
            long over = Math.max(0, used(days) - share(sold.included));
            return BigDecimal.valueOf(over).multiply(PRICE).divide(BigDecimal.valueOf(GIB), 2, RoundingMode.HALF_UP);
        }

        private static long days(LocalDate from, LocalDate to) {
            return ChronoUnit.DAYS.between(from, to) + 1;
        }
    }

    LifeMoney(LifeWalk walk) {
        this.walk = walk;
        this.world = walk.world;
    }

    /** Any fee or charge that stands; staff say whether it is charged anew. */
    String reverse() {
        var entries = world.db.list(
                """
                select entry_id, service_id, 'CHARGE ' || period_start || ' ' || p.internal_name as what, amount
                    from charge c join add_on a on a.id = c.add_on_id join service_package p on p.id = a.package_id
                union all
                select entry_id, service_id, per || ' ' || period_start, amount from recurring_charge where entry_id is not null
                order by entry_id
                """,
                row -> new Entry(
                        row.number("entry_id"),
                        new ServiceId(row.number("service_id")),
                        row.text("what"),
                        row.decimal("amount")));
        if (entries.isEmpty()) {
            return "";
        }
        var one = walk.any(entries);
        var afterwards = walk.any(List.of(Afterwards.values()));
        boolean done = walk.checks.number("select count(*) from ledger_entry where reverses_id = ?", one.id) > 0;
        world.process().reversals.reverse(one.id, afterwards, "admin", "a test");
        if (!done && afterwards == Afterwards.LEAVE) {
            walk.checks.life(one.service).waived.merge(one.what, one.amount, BigDecimal::add);
        }
        return "reverse " + one + (done ? " again" : "") + " and " + afterwards;
    }

    /** The server has another figure for an earlier day, and staff read it again. */
    String correct() {
        var day = earlier(walk.anyLife());
        if (day == null) {
            return "";
        }
        world.used.put(name(day.service) + " " + day.date, (long) walk.random.nextInt(12_000));
        world.mend();
        changed.add(new Changed(day.date, walk.checks.server(day.service)));
        readAgain();
        return "correct " + day;
    }

    /** The report has no row of a VM for today. */
    String leaveOut() {
        var one = walk.anyLife();
        if (one == null) {
            return "";
        }
        world.absent.add(name(one.getKey()) + " " + world.today());
        changed(one.getKey(), world.today());
        return "no row for " + name(one.getKey()) + " on " + world.today();
    }

    /** A row that was left out is there. */
    String report() {
        var day = earlier(walk.anyLife());
        if (day == null || walk.checks.isStopping(day.service)) {
            return ""; // an end may have asked for it already
        }
        var name = name(day.service);
        var left =
                world.absent.stream().filter(key -> key.startsWith(name + " ")).toList();
        if (left.isEmpty()) {
            return "";
        }
        var key = walk.any(left);
        world.absent.remove(key);
        changed.add(new Changed(LocalDate.parse(key.substring(name.length() + 1)), walk.checks.server(day.service)));
        return "a row for " + key;
    }

    /** A figure of a day that may have been read before, since the clock was ahead. */
    void changed(ServiceId service, LocalDate day) {
        if (day.isBefore(LocalDate.ofInstant(world.latest, world.zone))) {
            changed.add(new Changed(day, walk.checks.server(service)));
        }
    }

    /** Staff read what has changed; days that are not over wait. */
    void readAgain() {
        for (var one : List.copyOf(changed)) {
            if (one.day.isBefore(world.today())) {
                world.process().dailyRun.run(one.server, one.day, RunOrder.real("staff"));
                changed.remove(one);
            }
        }
    }

    /** What a fault has left missing; nights ask for it less and less often. */
    void readMissing() {
        changed.addAll(world.db.list("""
                select distinct u.day, s.server_id from usage_day u join service s on s.id = u.service_id
                    where s.last_day is null and u.states like '%M%'
                """, row -> new Changed(row.day("day"), row.number("server_id"))));
        readAgain();
    }

    private record Day(ServiceId service, LocalDate date) {}

    private @Nullable Day earlier(Map.@Nullable Entry<ServiceId, Life> one) {
        if (one == null || !one.getValue().first.isBefore(world.today())) {
            return null;
        }
        long days = ChronoUnit.DAYS.between(one.getValue().first, world.today());
        return new Day(one.getKey(), world.today().minusDays(1 + walk.random.nextInt((int) days)));
    }

    private String name(ServiceId service) {
        return walk.checks.text("select vm_name as line from service where id = ?", service);
    }

    /** That the usage which is known is the servers', and the charges are its price; the price. */
    BigDecimal check(ServiceId service, Life life) {
        var known = known(service);
        usage(service, life, known);
        var expected = new TreeMap<String, BigDecimal>();
        for (var part : parts(life)) {
            var owed = life.owed(part.name(), part.due(known));
            if (owed.signum() != 0) {
                expected.put(part.name(), owed);
            }
            limit(service, part, known);
            walk.say(owed.signum() == 0 ? "" : "  usage of " + service + " costs " + owed);
        }
        var found = new TreeMap<String, BigDecimal>();
        world.db.list("""
                select 'CHARGE ' || period_start || ' ' || p.internal_name as what, sum(amount) as amount from charge c
                    join add_on a on a.id = c.add_on_id join service_package p on p.id = a.package_id
                    where service_id = ? and not exists (select 1 from charge_reversal v where v.service_id = c.service_id
                        and v.add_on_id = c.add_on_id and v.period_start = c.period_start and v.sequence = c.sequence)
                    group by 1 having sum(amount) <> 0
                """, row -> found.put(row.text("what"), row.decimal("amount")) == null, service);
        assertThat(found)
                .as("charges of service %s for %s in %s", service, known, parts(life))
                .isEqualTo(expected);
        return expected.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private TreeMap<LocalDate, Long> known(ServiceId service) {
        var known = new TreeMap<LocalDate, Long>();
        world.db.list("""
                select day, quantities[i.position] + quantities[o.position] as bytes from usage_day, meter i, meter o
                    where service_id = ? and i.name = 'in' and o.name = 'out'
                """, row -> known.put(row.day("day"), row.number("bytes")) == null, service);
        return known;
    }

    /** A day that was never over while the VM lived, or that is left out, may be known in part. */
    private void usage(ServiceId service, Life life, TreeMap<LocalDate, Long> known) {
        var last = life.last == null ? LocalDate.MAX : life.last;
        assertThat(known.keySet())
                .as("days of service %s", service)
                .allMatch(day -> !day.isBefore(life.first) && !day.isAfter(last));
        var all = new HashMap<LocalDate, Long>();
        for (var day = life.first; day.isBefore(world.today()) && !day.isAfter(last); day = day.plusDays(1)) {
            all.put(day, used(service, day));
            boolean whole = day.isBefore(last) && !world.absent.contains(name(service) + " " + day);
            if (whole) {
                assertThat(known.get(day))
                        .as("usage of service %s on %s", service, day)
                        .isEqualTo(all.get(day));
            }
        }
        known.forEach((day, bytes) -> assertThat(bytes)
                .as("usage of service %s on %s", service, day)
                .isLessThanOrEqualTo(all.getOrDefault(day, used(service, day))));
    }

    private long used(ServiceId service, LocalDate day) {
        boolean counts = walk.checks.number(
                        "select count(*) from server v join service s on s.server_id = v.id where s.id = ? and v.kind <> 'VMMANAGER_6'",
                        service)
                > 0;
        return counts ? (world.used.getOrDefault(name(service) + " " + day, 0L) + 1) * GIB : 0;
    }

    /** Stopped at a limit is only who has reached it. */
    private void limit(ServiceId service, Part part, TreeMap<LocalDate, Long> known) {
        boolean now = !part.from.isAfter(world.today()) && !part.to.isBefore(world.today());
        boolean stopped = walk.checks.number(
                        "select count(*) from suspension where service_id = ? and cause = 'LIMIT' and lifted_at is null",
                        service)
                > 0;
        if (now && stopped) {
            assertThat(part.used(known))
                    .as("usage of service %s, which is stopped at its limit", service)
                    .isGreaterThanOrEqualTo(part.share(2 * part.sold.included));
        }
    }

    private List<Part> parts(Life life) {
        var parts = new ArrayList<Part>();
        var end = world.today().plusMonths(1);
        for (var month = life.first.withDayOfMonth(1); !month.isAfter(end); month = month.plusMonths(1)) {
            var last = month.plusMonths(1).minusDays(1);
            var lived = month.isBefore(life.first) ? life.first : month;
            for (var from = lived; !from.isAfter(last); ) {
                var sold = life.packages.floorEntry(from).getValue();
                var to = from;
                while (to.isBefore(last)
                        && life.packages.floorEntry(to.plusDays(1)).getValue() == sold) {
                    to = to.plusDays(1);
                }
                parts.add(new Part(sold, month, from, to, lived, last));
                from = to.plusDays(1);
            }
        }
        return parts;
    }
}
