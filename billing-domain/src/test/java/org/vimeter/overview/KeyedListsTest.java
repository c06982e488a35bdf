package org.vimeter.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vimeter.account.AccountId;
import org.vimeter.dailyrun.RunReport;
import org.vimeter.dailyrun.Runs;
import org.vimeter.db.Part;
import org.vimeter.enforcement.Suspension;
import org.vimeter.enforcement.Suspensions;
import org.vimeter.order.Order.Status;
import org.vimeter.order.Orders;
import org.vimeter.overview.ServiceLines.Filter;
import org.vimeter.service.ServiceId;
import org.vimeter.testing.Shop;

/** Lists that are read on by a number: none, one, a page, one more, ten thousand; each row once, in order. */
class KeyedListsTest {
    private static final int PAGE = 500;

    private final Shop shop = new Shop();
    private final ServiceLines services = new ServiceLines(shop.db);
    private final Orders orders = new Orders(shop.db);
    private final Suspensions suspensions = new Suspensions(shop.db, shop.clock);
    private final Runs runs = new Runs(shop.db, Clock.systemUTC());

    private AccountId account;
    private long other;

    @BeforeEach
    void fill() {
        long servicePackage = shop.servicePackage("p");
        account = shop.account("Anna", "0");
        other = shop.account("Boris", "0").value();
        // In parts: each service locks the name of its VM until the end of the transaction.
        for (int from = 0; from < 2000; from += PAGE) {
            shop.db.update("""
                    insert into service (account_id, package_id, server_id, vm_id, vm_name, first_day, last_day)
                        select ?, ?, ?, n::text, 'vm' || n, '2026-05-01', case when n % 4 = 0 then date '2026-05-02' end
                            from generate_series(?::int + 1, ?::int) n
                    """, account, servicePackage, shop.server, from, from + PAGE);
        }
    }

    private static <T> List<Long> walk(long first, LongFunction<Part<T>> after, ToLongFunction<T> key) {
        var seen = new ArrayList<Long>();
        var part = after.apply(first);
        part.rows().forEach(row -> seen.add(key.applyAsLong(row)));
        while (part.more()) {
            part = after.apply(key.applyAsLong(part.last()));
            part.rows().forEach(row -> seen.add(key.applyAsLong(row)));
        }
        return seen;
    }

    private List<Long> ids(String sql, Object... values) {
        return shop.db.list(sql, row -> row.number("id"), values);
    }

    private List<Long> services(Filter filter) {
        return walk(0, after -> services.after(filter, after, PAGE), ServiceLine::id);
    }

    @Test
    void servicesAreFiltered() {
        var all = new Filter(null, null, null, null);
        assertThat(services(all)).isEqualTo(ids("select id from service order by id"));
        assertThat(services(new Filter(account.value(), shop.server, null, true)))
                .hasSize(500)
                .isEqualTo(ids("select id from service where last_day is not null order by id"));
        assertThat(services(new Filter(null, null, 1L, false))).hasSize(1500);
        assertThat(services(new Filter(other, null, null, null))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 499, 500, 501, 10_000})
    void whatComesNewestFirstIsReadToItsEnd(int rows) {
        shop.db.update("""
                insert into suspension (service_id, cause, day, since, started_by, lifted_at, lift)
                    select id % 2 + 1, 'FUNDS', '2026-05-01', now(), 'run', now(), 'FUNDS' from generate_series(1, ?) id
                """, rows);
        shop.db.update("""
                insert into suspension (service_id, cause, day, since, started_by)
                    select id, 'FUNDS', '2026-05-01', now(), 'run' from service order by id limit ?
                """, rows);
        shop.db.update("""
                insert into service_order (key, kind, account_id, server_id, package_id, per, currency, status, step, step_since, next_at,
                        ordered_by, by_staff, ordered_at)
                    select n::text, 'NEW', ?, ?, 1, 'MONTHLY', 'EUR', case n % 3 when 0 then 'DONE' when 1 then 'WAITING' else 'STAFF' end, 'FUNDS',
                            now(), now(), 'anna', false, now() from generate_series(1, ?) n
                """, account, shop.server, rows);
        shop.db.update("""
                insert into run (server_id, day, dry, status, started_by, started_at)
                    select ?, date '2026-05-01' + n, false, 'DONE', 't', now() from generate_series(1, ?) n
                """, shop.server, rows);
        assertThat(suspended(null))
                .isEqualTo(ids("select id from suspension where lifted_at is null order by id desc"));
        assertThat(suspended(new ServiceId(1L)))
                .isEqualTo(ids("select id from suspension where service_id = 1 order by id desc"));
        assertThat(ordered(null, null)).isEqualTo(ids("select id from open_order order by id desc"));
        assertThat(ordered(new AccountId(account.value()), Status.DONE))
                .isEqualTo(ids("select id from service_order where status = 'DONE' order by id desc"));
        assertThat(ordered(new AccountId(other), null)).isEmpty();
        assertThat(walk(Long.MAX_VALUE, before -> runs.before(null, before, PAGE), RunReport::id))
                .isEqualTo(ids("select id from run order by id desc"));
        assertThat(walk(Long.MAX_VALUE, before -> runs.before(shop.server + 1, before, PAGE), RunReport::id))
                .isEmpty();
    }

    private List<Long> suspended(@Nullable ServiceId service) {
        return walk(Long.MAX_VALUE, before -> suspensions.before(service, before, PAGE), Suspension::id);
    }

    private List<Long> ordered(@Nullable AccountId of, @Nullable Status status) {
        return walk(
                Long.MAX_VALUE,
                before -> orders.before(of, status, before, PAGE),
                shown -> shown.order().id().value());
    }
}
