package org.vimeter.dailyrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
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

    private void run() {
        try {
            shop.run(MAY_1);
        } catch (Refused busy) {
            assertThat(busy.problem().code()).isEqualTo("run.busy");
        }
    }
}
