package org.vimeter.dailyrun;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.dailyrun.RunReport.Status;
import org.vimeter.db.Db;
import org.vimeter.db.Row;

/**
 * Which days of a server are to be collected: from the database, never from the fact that a timer fired.
 *
 * <p>A day is due when it has no finished run, when it was read only on the morning after (servers correct themselves),
 * when services were attached to it, usage was delivered for it, a package was changed on the
 * day after it, the server's zone was changed or a charge of it was reversed since, and, while something is missing, one, two, four, eight … days after it.
 */
final class DueDays {
    /** Older days are run by hand only. */
    static final int CATCH_UP_DAYS = 120;

    private static final int HEAL_DAYS = 32;
    private static final Duration RETRY = Duration.ofHours(1);

    /** The last run of each day of a server. */
    private static final String LAST = """
            with born as (
                select greatest(first_day, ?::date) as day, count(*) as services from services
                    where server_id = ? and (last_day is null or last_day >= ?::date) group by 1
            ), ended as (
                select last_day + 1 as day, count(*) as services from services
                    where server_id = ? and last_day >= ?::date group by 1
            ), cuts as materialized (
                select c.from_day, max(c.stamp) as stamp from service_configs c join services s on s.id = c.service_id
                    where s.server_id = ? and s.switched and c.order_id is not null and c.from_day >= ?::date group by 1
            ), days as (
                select d.day::date as day from generate_series(
                    (select min(day) from born), ?::date, interval '1 day') as d (day)
            )
            select d.day, r.status, coalesce(r.finished_at, r.started_at) as at, coalesce(r.missing, 0) as missing,
                    r.problem is not null as troubled, r.waits_for,
                    r.status in ('DONE', 'HELD') and coalesce(r.services, 0) < (select coalesce(sum(services), 0) from born where born.day <= d.day)
                        - (select coalesce(sum(services), 0) from ended where ended.day <= d.day) as grown,
                    exists (select 1 from usage_events p join services s on s.id = p.service_id
                        where p.day = d.day and s.server_id = ? and (p.stamp > r.stamp or p.received_at > r.started_at - interval '10 minutes')) as delivered,
                    r.stamp < (select zone_stamp from servers where id = ?)
                        or exists (select 1 from cuts where from_day <= d.day + 1 and stamp > r.stamp) as cut,
                    exists (select 1 from charge_reversals v
                        join charges c using (service_id, period_start, add_on_id, sequence) join services s on s.id = c.service_id
                        where c.day = d.day and s.server_id = ? and v.stamp > r.stamp) as reversed
                from days d left join lateral (select * from newest_run where server_id = ? and day = d.day limit 1) r on true
                order by d.day
            """;

    private final Db db;
    private final Clock clock;

    DueDays(Db db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    private record Last(
            LocalDate day,
            @Nullable Status status,
            @Nullable Instant at,
            long missing,
            boolean hasProblem,
            @Nullable LocalDate waitsFor,
            boolean grown,
            boolean delivered,
            boolean cut,
            boolean reversed) {
        boolean isHeld() {
            return status == Status.HELD;
        }

        /** It waits for another day, and for nobody. */
        boolean isBehind() {
            return waitsFor != null;
        }

        static Last from(Row row) throws SQLException {
            return new Last(
                    row.day("day"),
                    row.constantOrNull("status", Status.class),
                    row.instantOrNull("at"),
                    row.number("missing"),
                    row.flag("troubled"),
                    row.dayOrNull("waits_for"),
                    row.flag("grown"),
                    row.flag("delivered"),
                    row.flag("cut"),
                    row.flag("reversed"));
        }
    }

    List<LocalDate> of(long serverId, ZoneId zone) {
        return of(last(serverId, today(zone)), zone);
    }

    private LocalDate today(ZoneId zone) {
        return LocalDate.now(clock.withZone(zone));
    }

    private List<LocalDate> of(List<Last> days, ZoneId zone) {
        var due = new ArrayList<LocalDate>();
        boolean blocked = false;
        for (var last : days) {
            if (last.isHeld() && !last.isBehind()) {
                blocked = true;
            } else if (last.isHeld() ? !blocked : isDue(last, today(zone), zone)) {
                due.add(last.day());
            }
        }
        return due;
    }

    private boolean isDue(Last last, LocalDate today, ZoneId zone) {
        var at = last.at();
        if (last.status() == null
                || at == null
                || last.status() == Status.RUNNING
                || last.grown()
                || last.cut()
                || last.reversed()) {
            return true;
        }
        boolean rested = at.plus(RETRY).isBefore(clock.instant());
        if (last.delivered()) {
            return rested;
        }
        if (last.status() == Status.FAILED || last.hasProblem()) {
            return rested && last.day().plusDays(HEAL_DAYS).isAfter(today);
        }
        var readOn = LocalDate.ofInstant(at, zone);
        boolean readOnce = last.day().plusDays(1).equals(readOn);
        if (readOnce && today.equals(readOn.plusDays(1))) {
            return true;
        }
        long age = readOn.toEpochDay() - last.day().toEpochDay();
        boolean healing = last.missing() > 0 && last.day().plusDays(HEAL_DAYS).isAfter(today);
        return healing && !today.isBefore(readOn.plusDays(Math.max(1, age)));
    }

    private List<Last> last(long serverId, LocalDate today) {
        var first = today.minusDays(CATCH_UP_DAYS);
        return db.list(
                LAST,
                Last::from,
                first,
                serverId,
                first,
                serverId,
                first,
                serverId,
                first,
                today.minusDays(1),
                serverId,
                serverId,
                serverId,
                serverId);
    }
}
