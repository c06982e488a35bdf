package org.vimeter.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vimeter.account.AccountId;
import org.vimeter.testing.FakeServers.Killed;
import org.vimeter.testing.Shop;
import org.vimeter.vm.Vm;

/** Stops and starts of many VMs: one at a time for each, in small chunks, and what was not seen is not so. */
class PowerTest {
    private static final int MANY = 60;
    private static final int CHUNK = 25;

    private final Shop shop = new Shop();

    private void suspended(int many) {
        long servicePackage = shop.servicePackage("p");
        AccountId account = shop.account("Anna", "100");
        for (int i = 1; i <= many; i++) {
            shop.service(account, servicePackage, "" + i, LocalDate.of(2026, 5, 1));
        }
        shop.db.update("""
                insert into suspension (service_id, cause, day, since, started_by)
                    select id, 'STAFF', '2026-05-20', ?, 'admin' from service
                """, shop.clock.instant());
    }

    private long calls(String action) {
        return shop.servers.calls.stream()
                .filter(call -> call.startsWith(action))
                .count();
    }

    private void reconcile() {
        shop.clock.advance(Duration.ofMinutes(1));
        shop.reconciler.reconcile(shop.server);
    }

    /** Whatever is lost with a process is said again at the next pass, and no more than one chunk of it. */
    @Test
    void aDeathInTheMiddleRepeatsNoMoreThanAChunk() {
        suspended(MANY);
        shop.servers.diesAt(2 * CHUNK);
        try {
            reconcile();
        } catch (Killed processDied) {
            assertThat(calls("stop")).isPositive();
        }
        shop.servers.diesAt(0);
        reconcile();
        assertThat(shop.servers.vms.values()).allMatch(vm -> vm.power() == Vm.Power.STOPPED);
        assertThat(calls("stop")).isBetween((long) MANY, (long) MANY + CHUNK);
        assertThat(shop.id("select count(*) from power_intent where status = 'DONE'"))
                .isEqualTo(MANY);
    }

    /** The timer of two nodes and a member of staff at the same moment: each VM is told once, at the stop and at the release. */
    @Test
    void whoeverLooksAtTheSameMomentEachVmIsToldOnce() {
        suspended(MANY);
        atOnce();
        assertThat(calls("stop")).isEqualTo(MANY);
        shop.db.update(
                "update suspension set lifted_at = ?, lift = 'PERSON', lifted_by = 'admin'", shop.clock.instant());
        atOnce();
        assertThat(calls("start")).isEqualTo(MANY);
        assertThat(shop.servers.vms.values()).allMatch(vm -> vm.power() == Vm.Power.RUNNING);
    }

    private void atOnce() {
        shop.clock.advance(Duration.ofMinutes(1));
        IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(() -> shop.reconciler.reconcile(shop.server)))
                .toList()
                .forEach(CompletableFuture::join);
    }

    /** Each call waits for another one that is under way at the same time. */
    @Test
    void asManyAreToldAtOnceAsTheServerTakes() {
        suspended(CHUNK - 1);
        var met = new CyclicBarrier(2);
        shop.servers.whenChanged = () -> {
            try {
                met.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException("No other call was under way", e);
            }
        };
        reconcile();
        assertThat(shop.id("select count(*) from power_intent where status = 'DONE'"))
                .isEqualTo(CHUNK - 1);
    }

    /** A server that cannot be reached is not asked for each of its VMs, and nothing is lost. */
    @Test
    void whoIsNotReachedIsAskedAgainLater() {
        suspended(MANY);
        shop.servers.whenChanged = () -> shop.servers.down = true;
        reconcile();
        assertThat(calls("stop")).isLessThan(CHUNK);
        assertThat(shop.id("select count(*) from open_intent where attempts = 0 and problem is not null"))
                .isPositive();
        shop.servers.whenChanged = () -> {};
        shop.servers.down = false;
        reconcile();
        reconcile();
        assertThat(shop.servers.vms.values()).allMatch(vm -> vm.power() == Vm.Power.STOPPED);
    }

    /** More than one statement reads, of several accounts, whose services do not follow each other by number. */
    @Test
    void eachVmIsLookedAtHoweverManyThereAre() {
        long servicePackage = shop.servicePackage("p");
        shop.account("Anna", "100");
        shop.account("Boris", "100");
        int many = 10_001;
        IntStream.rangeClosed(1, many).forEach(i -> shop.servers.add("" + i));
        shop.db.update("""
                insert into service (account_id, package_id, server_id, vm_id, vm_name, first_day)
                    select 1 + n % 2, ?, ?, n::text, 'vm' || n, '2026-05-01' from generate_series(1, ?) n
                """, servicePackage, shop.server, many);
        shop.servers.remove("7000");
        reconcile();
        assertThat(shop.id("select count(*) from vm_state")).isEqualTo(many);
        assertThat(shop.id("select service_id from vm_state where state = 'GONE'"))
                .isEqualTo(shop.id("select id from service where vm_id = '7000'"));
    }

    /** A VM that the list has not was not seen to stop; when it is there again, it is told. */
    @Test
    void whatIsNotListedIsNotStopped() {
        suspended(2);
        shop.servers.remove("2");
        reconcile();
        assertThat(shop.db.list(
                        "select s.vm_id || ' ' || i.status as line from power_intent i join service s on s.id = i.service_id order by 1",
                        row -> row.text("line")))
                .isEqualTo(List.of("1 DONE"));
        assertThat(calls("stop")).isEqualTo(1);
        shop.servers.add("2");
        reconcile();
        assertThat(shop.servers.power("2")).isEqualTo(Vm.Power.STOPPED);
    }
}
