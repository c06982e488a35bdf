package org.vimeter.dailyrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.vimeter.lease.Lease;
import org.vimeter.lease.LeaseLost;
import org.vimeter.problem.Refused;
import org.vimeter.testing.Shop;
import org.vimeter.testing.Shop.AddOnTerms;

class LeaseTest {
    private static final LocalDate MAY_1 = LocalDate.of(2026, 5, 1);

    private final Shop shop = new Shop();

    @Test
    void oneHolderAtATimeAndTheNextAfterItsEnd() {
        try (var lease = Lease.take(shop.db, "x", "one").orElseThrow()) {
            assertThat(Lease.take(shop.db, "x", "two")).isEmpty();
            shop.db.change(lease::check);
        }
        Lease.take(shop.db, "x", "two").orElseThrow().close();
    }

    @Test
    void whoWasTakenForDeadCanWriteNothingMore() {
        var stale = Lease.take(shop.db, "x", "one").orElseThrow();
        shop.db.update("update lease set expires_at = now() - interval '1 hour'");
        try (var fresh = Lease.take(shop.db, "x", "two").orElseThrow()) {
            assertThatThrownBy(() -> shop.db.change(stale::check)).isInstanceOf(LeaseLost.class);
            shop.db.change(fresh::check);
            stale.close();
            shop.db.change(fresh::check);
        }
    }

    /** However long it waits for a slow server. */
    @Test
    void aLivingHolderKeepsItsLease() {
        try (var lease = Lease.take(shop.db, "x", "one").orElseThrow()) {
            shop.db.update("update lease set expires_at = now() + interval '12 seconds'");
            await(() -> shop.id("select count(*) from lease where expires_at > now() + interval '30 seconds'") == 1);
            assertThat(Lease.take(shop.db, "x", "two")).isEmpty();
            shop.db.change(lease::check);
        }
    }

    /** As it is when its process was killed; a process id that comes again changes nothing, since none is looked at. */
    @Test
    void aHolderWhoseSessionIsGoneIsFollowedAtOnce() throws SQLException {
        var stale = Lease.take(shop.db, "x", "one").orElseThrow();
        try (var connection = shop.database.owner().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("""
                    select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'
                        and database = (select oid from pg_database where datname = current_database())
                    """);
        }
        shop.db.update("update lease set expires_at = now() + interval '1 hour'"); // its time has nothing to do with it
        await(() -> Lease.take(shop.db, "x", "two")
                .map(lease -> {
                    lease.close();
                    return true;
                })
                .orElse(false));
        try (var fresh = Lease.take(shop.db, "x", "two").orElseThrow()) {
            assertThatThrownBy(() -> shop.db.change(stale::check)).isInstanceOf(LeaseLost.class);
            shop.db.change(fresh::check);
        }
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(until);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    @Test
    void twoNodesAtOnceDebitOnce() {
        long servicePackage = shop.servicePackage("p");
        shop.addOn(servicePackage, "traffic", AddOnTerms.of("in", "B", "1"));
        for (int i = 1; i <= 20; i++) {
            shop.service(shop.account("A" + i, "1000"), servicePackage, "" + i, MAY_1);
            shop.servers.uses("" + i, MAY_1, "in", i);
        }
        for (int round = 0; round < 10; round++) {
            var one = CompletableFuture.runAsync(this::run);
            var two = CompletableFuture.runAsync(this::run);
            CompletableFuture.allOf(one, two).join();
        }
        assertThat(shop.id("select count(*) from charge")).isEqualTo(20);
        assertThat(shop.id("select sum(amount) from charge")).isEqualTo(210);
    }

    /** Stopping many VMs takes its time, and a run that is done keeps no other from its server meanwhile. */
    @Test
    void whileVmsAreStoppedTheRunHoldsNothingMore() {
        long servicePackage = shop.servicePackage("p");
        shop.addOn(servicePackage, "traffic", AddOnTerms.of("in", "B", "1").limit(5));
        var yesterday = LocalDate.now(shop.clock.withZone(ZoneOffset.UTC)).minusDays(1);
        shop.service(shop.account("A", "100"), servicePackage, "1", yesterday);
        shop.servers.uses("1", yesterday, "in", 5);
        var held = new ArrayList<Long>();
        shop.servers.whenChanged = () -> held.add(shop.id("""
                select count(*) from pg_locks k join lease l on k.objid = l.token::oid
                        and k.classid = hashtext(l.name)::bit(32)::bigint::oid
                    where k.locktype = 'advisory' and l.name like 'server/%'
                        and k.database = (select oid from pg_database where datname = current_database())
                """));
        shop.run(yesterday);
        assertThat(held).containsExactly(0L);
    }

    private void run() {
        try {
            shop.run(MAY_1);
        } catch (Refused busy) {
            assertThat(busy.problem().code()).isEqualTo("run.busy");
        }
    }
}
