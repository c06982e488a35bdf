package org.vimeter.app;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vimeter.account.AccountId;
import org.vimeter.order.OrderId;
import org.vimeter.service.ServiceId;

/** What services should cost and who stopped them, by rules of its own: nothing here calls what it is compared with. */
final class LifeModel {
    /** By the server's numbers of orders and services. */
    final Map<OrderId, Wish> open = new LinkedHashMap<>();

    final Map<ServiceId, Life> lives = new TreeMap<>(Comparator.comparing(ServiceId::value));

    /** What is sold; prices of a month, then of a day. */
    enum Sold {
        START("start", "5.00", 1024, List.of("15.00", "0.60"), List.of("1.50", "0.05"), 5120),
        LARGE("large", "9.00", 2048, List.of("25.00", "0.90"), List.of("1.20", "0.04"), 8192);

        static final List<String> ADDRESS = List.of("2.00", "0.10");
        static final List<String> SYSTEM = List.of("3.00", "0.10");
        static final long STEP = 1024;
        final String template;
        final String setUp;
        final long memory;
        final List<String> price;
        final List<String> memoryPrice;

        /** GiB of traffic in a month; at twice as many it is stopped. */
        final long included;

        Sold(String template, String setUp, long memory, List<String> price, List<String> memoryPrice, long included) {
            this.template = template;
            this.setUp = setUp;
            this.memory = memory;
            this.price = price;
            this.memoryPrice = memoryPrice;
            this.included = included;
        }
    }

    /** What a service has. */
    record Having(Sold sold, long addresses, long memory) {
        /** Each a price and what tells it from others. */
        List<String> things(boolean daily) {
            int column = daily ? 1 : 0;
            long steps = (memory - sold.memory) / Sold.STEP;
            return List.of(
                    sold.price.get(column) + " " + sold.template,
                    times(Sold.ADDRESS.get(column), addresses - 1) + " addresses " + addresses,
                    times(sold.memoryPrice.get(column), steps) + " memory " + steps,
                    Sold.SYSTEM.get(column) + " system");
        }

        BigDecimal sum(boolean daily) {
            return things(daily).stream()
                    .map(thing -> new BigDecimal(thing.split(" ", -1)[0]))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private static BigDecimal times(String price, long steps) {
            return new BigDecimal(price).multiply(BigDecimal.valueOf(steps));
        }
    }

    /** An order: having is null for an end, life for a new service. */
    record Wish(
            AccountId account,
            boolean daily,
            @Nullable Having having,
            @Nullable Life life,
            boolean refund) {
        boolean isEnd() {
            return having == null;
        }

        /** What it costs if it is carried out that day. */
        BigDecimal cost(LocalDate day) {
            if (having == null) {
                return BigDecimal.ZERO;
            }
            if (life == null) {
                var fresh = new Life(account, daily, day, having);
                return fresh.owed(fresh.start(day)).add(new BigDecimal(having.sold.setUp));
            }
            var changed = new Life(account, daily, life.first, having);
            changed.spans.clear();
            changed.spans.putAll(life.spans);
            changed.waived.putAll(life.waived);
            changed.follow(day, having);
            return changed.owed(changed.start(day)).subtract(life.owed(life.start(day)));
        }
    }

    /** A service. */
    static final class Life {
        final AccountId account;
        final boolean daily;
        final LocalDate first;
        final BigDecimal setUp;
        final TreeMap<LocalDate, Having> spans = new TreeMap<>();

        /** Its packages by the first day on which its usage is counted under them. */
        final TreeMap<LocalDate, Sold> packages = new TreeMap<>();

        /** What was given back for good, by what it was for. */
        final Map<String, BigDecimal> waived = new TreeMap<>();

        /** Starts of the last periods that are certainly, and perhaps, charged. */
        LocalDate sure;

        LocalDate perhaps;

        @Nullable
        LocalDate last;

        boolean refund;
        boolean stoppedByClient;
        boolean stoppedByStaff;

        /** Since when somebody keeps it off behind our back. */
        @Nullable
        Instant keptOff;

        Life(AccountId account, boolean daily, LocalDate first, Having having) {
            this.account = account;
            this.daily = daily;
            this.first = first;
            setUp = new BigDecimal(having.sold.setUp);
            spans.put(first, having);
            packages.put(first, having.sold);
            sure = start(first);
            perhaps = sure;
        }

        Having now() {
            return spans.lastEntry().getValue();
        }

        LocalDate start(LocalDate day) {
            return daily ? day : day.withDayOfMonth(1);
        }

        private LocalDate next(LocalDate start) {
            return daily ? start.plusDays(1) : start.plusMonths(1);
        }

        /** More is paid from the day on, less from the day after. */
        void follow(LocalDate day, Having having) {
            var before = spans.floorEntry(day).getValue();
            boolean less = having.sum(daily).compareTo(before.sum(daily)) < 0;
            var from = less ? day.plusDays(1) : day;
            spans.tailMap(from, true).clear();
            spans.put(from, having);
            packages.tailMap(day, true).clear();
            packages.put(day, having.sold);
        }

        /** The price of the period that starts on a day: each thing by the days in a row on which it was the same. */
        BigDecimal due(LocalDate start) {
            var end = next(start).minusDays(1);
            var ends = refund && last != null && last.isBefore(end) ? last : end;
            var sum = BigDecimal.ZERO;
            Map<String, Long> rows = new TreeMap<>();
            for (var day = start; !day.isAfter(ends); day = day.plusDays(1)) {
                var span = spans.floorEntry(day);
                Map<String, Long> today = new TreeMap<>();
                for (var thing :
                        span == null ? List.<String>of() : span.getValue().things(daily)) {
                    today.put(thing, rows.getOrDefault(thing, 0L) + 1);
                }
                sum = sum.add(over(rows, today, days(start, end)));
                rows = today;
            }
            return sum.add(over(rows, Map.of(), days(start, end)));
        }

        /** The same after what was given back: that is not charged again, and not given twice. */
        BigDecimal owed(LocalDate start) {
            return owed(name(start), due(start));
        }

        BigDecimal owed(String name, BigDecimal due) {
            var given = waived.getOrDefault(name, BigDecimal.ZERO);
            var rest = due.subtract(given);
            return given.signum() > 0 ? rest.max(BigDecimal.ZERO) : rest;
        }

        private String name(LocalDate start) {
            return (daily ? "DAILY " : "MONTHLY ") + start;
        }

        /** What ended before today. */
        private static BigDecimal over(Map<String, Long> rows, Map<String, Long> today, long of) {
            return rows.entrySet().stream()
                    .filter(row -> !today.containsKey(row.getKey()))
                    .map(row -> part(new BigDecimal(row.getKey().split(" ", -1)[0]), row.getValue(), of))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private static long days(LocalDate from, LocalDate to) {
            return ChronoUnit.DAYS.between(from, to) + 1;
        }

        private static BigDecimal part(BigDecimal price, long days, long of) {
            return price.multiply(BigDecimal.valueOf(days)).divide(BigDecimal.valueOf(of), 2, RoundingMode.HALF_UP);
        }

        /** All that must be charged by now, by what it is for. */
        Map<String, BigDecimal> fees(LocalDate through) {
            var fees = new TreeMap<String, BigDecimal>();
            put(fees, "SETUP " + first, owed("SETUP " + first, setUp));
            for (var start = start(first); !start.isAfter(through); start = next(start)) {
                put(fees, name(start), owed(start));
            }
            if (refund && last != null) {
                put(fees, name(start(last)), owed(start(last)));
            }
            return fees;
        }

        private static void put(Map<String, BigDecimal> fees, String name, BigDecimal owed) {
            if (owed.signum() != 0) {
                fees.put(name, owed);
            }
        }
    }

    /** Whether an end is ordered: such a service is not renewed. */
    boolean isEnding(Life life) {
        return open.values().stream().anyMatch(wish -> wish.isEnd() && wish.life() == life);
    }

    List<Life> living() {
        return lives.values().stream().filter(life -> life.last == null).toList();
    }

    /** Those that are certainly renewed; whether an end comes before it, or fails, is not for the model to say. */
    List<Life> renewable() {
        return lives.values().stream()
                .filter(life -> life.last == null && !isEnding(life))
                .toList();
    }

    /** An order was carried out that day. */
    void done(Wish wish, ServiceId service, LocalDate day) {
        var having = wish.having();
        var life = wish.life();
        if (having != null && life == null) {
            lives.put(service, new Life(wish.account(), wish.daily(), day, having));
        } else if (having != null && life != null) {
            life.follow(day, having);
        } else if (life != null) {
            life.last = day;
            life.refund = wish.refund();
        }
    }
}
