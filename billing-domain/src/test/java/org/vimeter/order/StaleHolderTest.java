package org.vimeter.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vimeter.account.AccountId;
import org.vimeter.enforcement.SuspensionCause;
import org.vimeter.lease.LeaseLost;
import org.vimeter.offer.Storefront;
import org.vimeter.service.ServiceId;
import org.vimeter.testing.Pool;
import org.vimeter.testing.Shop;

/**
 * Somebody else takes the lease just before each transaction in turn: whoever held it writes nothing more, whatever he was at.
 * So each transaction asks its fence, or there is one of them that is found here.
 */
class StaleHolderTest {
    private static final int MOST = 400;
    /** From one place that is tried to the next. */
    private static final int STEP = Integer.getInteger("vimeter.stale.step", 4);

    private static final List<String> GUARDED = List.of(
            "ledger_entry",
            "charge",
            "balance",
            "usage_day",
            "month_total",
            "suspension",
            "proposal",
            "recurring_charge",
            "recurring_line",
            "service",
            "service_config",
            "service_order",
            "order_event",
            "power_intent",
            "run",
            "run_money");

    /** The lock of a lease, which has two numbers for a key. */
    private static final String HELD = """
            select 1 from pg_locks where locktype = 'advisory' and objsubid = 2
                and database = (select oid from pg_database where datname = current_database())
            """;

    private final Storefront store = new Storefront();
    private final Shop shop = store.shop;
    private final long start = store.published("start", input -> {});
    private List<String> atTakeover = List.of();
    private boolean taken;
    private boolean held;

    @AfterEach
    void disarm() {
        Pool.before(0, () -> {});
    }

    /** Just before the nth transaction another node, here nobody, holds every lease. */
    private void takenBefore(int transaction) {
        taken = false;
        held = false;
        Pool.before(transaction, () -> {
            try (var connection = shop.database.owner().getConnection();
                    var statement = connection.createStatement()) {
                try (var locks = statement.executeQuery(HELD)) {
                    held = locks.next();
                }
                statement.execute("update lease set token = token + 1");
                atTakeover = state();
                taken = true;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private List<String> state() throws SQLException {
        var state = new ArrayList<String>();
        try (var connection = shop.database.owner().getConnection();
                var statement = connection.createStatement()) {
            for (var table : GUARDED) {
                try (var rows = statement.executeQuery(
                        "select coalesce(string_agg(t::text, E'\\n' order by t::text), '') from " + table + " t")) {
                    rows.next();
                    state.add(table + "\n" + rows.getString(1));
                }
            }
        }
        return state;
    }

    @Test
    void whoLostTheLeaseOfARunWritesNothingMore() throws SQLException {
        AccountId account = shop.account("Anna", "100000");
        for (int i = 0; i < 5; i++) {
            store.active(account, store.input(start, "MONTHLY"));
        }
        var vms = List.copyOf(shop.servers.vms.keySet());
        var day = LocalDate.of(2026, 5, 20);
        int moment = 0;
        do {
            moment++;
            shop.clock.set(day.plusDays(1).atTime(3, 0).toInstant(ZoneOffset.UTC));
            var used = day;
            vms.forEach(vm -> shop.servers.uses(vm, used, "in", 6000L << 30));
            takenBefore(moment);
            try {
                shop.run(day);
            } catch (LeaseLost lost) {
                assertThat(state()).as("taken before transaction %d", moment).isEqualTo(atTakeover);
            }
            day = day.plusDays(1);
        } while (taken && moment < MOST);
        assertThat(moment).isGreaterThan(10);
        Pool.before(0, () -> {});
        assertThat(shop.id("select count(*) from charge"))
                .as("there was something to lose")
                .isPositive();
    }

    /**
     * A whole life, with the lease lost once: nothing is written there, and the end is the same. Every fourth place, another
     * quarter of them each day of the year; the command for sabotage tries all.
     */
    @Test
    void whoLostTheLeaseOfAnOrderWritesNothingMore() throws SQLException {
        var calm = life(0);
        int moment = LocalDate.now(Clock.systemUTC()).getDayOfYear() % STEP - STEP;
        do {
            moment += STEP;
            assertThat(life(moment)).as("taken before transaction %d", moment).isEqualTo(calm);
        } while ((taken || moment <= 0) && moment < MOST);
        assertThat(moment).isGreaterThan(30);
    }

    private String life(int moment) throws SQLException {
        shop.clock.set(Instant.parse("2026-05-20T08:00:00Z"));
        AccountId account = shop.account("A" + moment, "100");
        takenBefore(moment);
        OrderId order = store.order(account, store.input(start, "MONTHLY"));
        settle(moment);
        ServiceId service = store.service(order);
        store.suspensions.suspend(service, SuspensionCause.STAFF, "admin", "a test");
        settle(moment);
        store.suspensions.release(store.suspensions.ofService(service).get(0).id(), "admin", null);
        settle(moment);
        var change = store.change();
        change.quantities.put("mem", "2048");
        store.changeService.change(store.asking(account, service), change);
        settle(moment);
        var end = new EndInput();
        end.when = "NOW";
        store.endService.end(store.asking(account, service), end);
        settle(moment);
        assertThat(shop.servers.vms).isEmpty();
        BigDecimal balance = shop.balance(account).amount();
        return balance + " " + shop.id("select count(*) from recurring_charge where service_id = ?", service);
    }

    /** The lease is lost at most once in a life; the passes after it finish what was begun. */
    private void settle(int moment) throws SQLException {
        for (int i = 0; i < 4; i++) {
            shop.clock.advance(Duration.ofMinutes(1));
            for (var part : store.parts()) {
                lost(part, moment);
            }
        }
    }

    /** Whoever holds no lease when it is taken may go on; whoever holds it writes nothing more, whether he notices or not. */
    private void lost(Runnable part, int moment) throws SQLException {
        boolean before = taken;
        boolean noticed = false;
        try {
            part.run();
        } catch (LeaseLost lost) {
            noticed = true;
        }
        if (taken && !before && held) {
            assertThat(state()).as("taken before transaction %d", moment).isEqualTo(atTakeover);
        } else {
            assertThat(noticed).as("nothing was taken").isFalse();
        }
    }
}
