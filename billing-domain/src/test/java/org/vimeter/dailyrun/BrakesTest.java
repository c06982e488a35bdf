package org.vimeter.dailyrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.vimeter.dailyrun.RunReport.Status;
import org.vimeter.service.ServiceId;
import org.vimeter.testing.Shop;
import org.vimeter.testing.Shop.AddOnTerms;

class BrakesTest {
    private static final LocalDate MAY_1 = LocalDate.of(2026, 5, 1);

    private final Shop shop = new Shop();
    private final Brakes brakes = new Brakes(
            BigDecimal.valueOf(3),
            BigDecimal.valueOf(50),
            5,
            1,
            BigDecimal.valueOf(2),
            BigDecimal.valueOf(50),
            BigDecimal.valueOf(50),
            20);

    private RunReport run(LocalDate day, RunOrder order) {
        return shop.dailyRun(2, brakes).run(shop.server, day, order);
    }

    private RunOrder approve(RunReport held) {
        return new Runs(shop.db, shop.clock).approve(held.id(), "boss", "a real customer");
    }

    private long perByte(String vm, String funds) {
        long servicePackage = shop.servicePackage("p" + vm);
        shop.addOn(servicePackage, "traffic", AddOnTerms.of("in", "B", "1").limit(100_000));
        return shop.service(shop.account("A" + vm, funds), servicePackage, vm, MAY_1)
                .value();
    }

    @Test
    void aDebitFarAboveTheMedianIsHeldWithAllThatFollowsUntilItIsApproved() {
        ServiceId service = new ServiceId(perByte("1", "100000"));
        for (int i = 0; i < 7; i++) {
            shop.servers.uses("1", MAY_1.plusDays(i), "in", 20);
            assertThat(run(MAY_1.plusDays(i), RunOrder.real("t")).status()).isEqualTo(Status.DONE);
        }
        var wild = MAY_1.plusDays(7);
        shop.servers.uses("1", wild, "in", 61);
        shop.servers.uses("1", wild.plusDays(1), "in", 5);
        var held = run(wild, RunOrder.real("t"));
        assertThat(held.status()).isEqualTo(Status.HELD);
        assertThat(held.debited()).hasToString("[61.00 EUR]");
        assertThat(held.problem()).asString().contains("61.00 EUR").contains("60.00 EUR");
        assertThat(run(wild.plusDays(1), RunOrder.real("t")).problem())
                .asString()
                .contains("2026-05-08 is held");
        assertThat(shop.charges(service)).hasSize(7).containsOnly("20.00");
        assertThat(shop.id("select count(*) from usage_day where day >= ?", wild))
                .isEqualTo(2);

        var approval = approve(held);
        var more = run(wild, approval);
        assertThat(more.status())
                .as("the next day has added 5 EUR that nobody approved")
                .isEqualTo(Status.HELD);
        assertThat(more.debited()).hasToString("[66.00 EUR]");
        assertThat(run(wild, approve(more)).status()).isEqualTo(Status.DONE);
        assertThat(run(wild.plusDays(1), RunOrder.real("t")).status()).isEqualTo(Status.DONE);
        assertThat(shop.charges(service)).hasSize(8).endsWith("66.00");
    }

    /** Without a history the floor holds alone, and what it is worth depends on the currency. */
    @Test
    void theFirstNightIsHeldAboveTheFloor() {
        ServiceId service = new ServiceId(perByte("1", "100000"));
        shop.servers.uses("1", MAY_1, "in", 51);
        var held = run(MAY_1, RunOrder.real("t"));
        assertThat(held.status()).isEqualTo(Status.HELD);
        assertThat(shop.charges(service)).isEmpty();
        assertThat(run(MAY_1, approve(held)).status()).isEqualTo(Status.DONE);
        assertThat(shop.charges(service)).containsExactly("51.00");
    }

    /** An account without funds loses its VMs on every server, and the person who looks is told how many. */
    @Test
    void aHeldNightSaysWhomItWouldStopOnOtherServersToo() {
        ServiceId service = new ServiceId(perByte("1", "20"));
        long other = shop.id("""
                insert into server (name, kind, url, login, password_sealed, zone)
                    select 'other', kind, url || '/other', login, password_sealed, zone from server where id = ? returning id
                """, shop.server);
        shop.db.update("""
                insert into service (account_id, package_id, server_id, vm_id, vm_name, first_day)
                    select account_id, package_id, ?, '9', 'nine', first_day from service where id = ?
                """, other, service);
        shop.servers.uses("1", MAY_1, "in", 51);
        var held = run(MAY_1, RunOrder.real("t"));
        assertThat(held.status()).isEqualTo(Status.HELD);
        assertThat(held.counts().suspended()).isEqualTo(2);
        assertThat(run(MAY_1, approve(held)).counts().suspended()).isEqualTo(2);
    }

    @Test
    void whoNeverPaidSoMuchIsLookedAt() {
        perByte("1", "20");
        perByte("2", "1000000");
        var high = new Brakes(
                BigDecimal.TEN,
                BigDecimal.valueOf(100_000),
                100,
                100,
                BigDecimal.valueOf(2),
                BigDecimal.valueOf(30),
                BigDecimal.valueOf(100_000),
                20);
        shop.servers.uses("1", MAY_1, "in", 41);
        shop.servers.uses("2", MAY_1, "in", 5000);
        var held = shop.dailyRun(2, high).run(shop.server, MAY_1, RunOrder.real("t"));
        assertThat(held.status()).isEqualTo(Status.HELD);
        assertThat(new Runs(shop.db, shop.clock).excesses(held.id(), 10))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.kind()).isEqualTo(Excess.Kind.ACCOUNT);
                    assertThat(one.name()).isEqualTo("A1");
                    assertThat(one.amount()).isEqualByComparingTo("41");
                    assertThat(one.allowed()).isEqualByComparingTo("40");
                });
        shop.servers.uses("1", MAY_1, "in", 40);
        assertThat(shop.dailyRun(2, high)
                        .run(shop.server, MAY_1, RunOrder.real("t"))
                        .status())
                .isEqualTo(Status.DONE);
    }

    /** 90, then 15, then nothing: what was charged is not given back without a word. */
    @Test
    void whatFallsIsNotGivenBackWithoutAPerson() {
        for (int i = 1; i <= 3; i++) {
            perByte("" + i, "1000000");
            shop.servers.uses("" + i, MAY_1, "in", 10);
        }
        assertThat(run(MAY_1, RunOrder.real("t")).status()).isEqualTo(Status.DONE);
        for (int i = 1; i <= 3; i++) {
            shop.servers.uses("" + i, MAY_1, "in", i == 3 ? 10 : 0);
        }
        var held = run(MAY_1, RunOrder.real("t"));
        assertThat(held.status()).as("two of three fell, one may").isEqualTo(Status.HELD);
        assertThat(new Runs(shop.db, shop.clock).excesses(held.id(), 10))
                .extracting(Excess::kind)
                .containsExactly(Excess.Kind.FALLS);
        assertThat(run(MAY_1, approve(held)).status()).isEqualTo(Status.DONE);
    }

    /** What fell stays stored, so that the next attempt no longer sees it fall: it is held all the same. */
    @Test
    void aHeldFallIsHeldAgainUntilAPersonHasSeenIt() {
        for (int i = 1; i <= 3; i++) {
            perByte("" + i, "1000000");
            shop.servers.uses("" + i, MAY_1, "in", 10);
        }
        run(MAY_1, RunOrder.real("t"));
        for (int i = 1; i <= 3; i++) {
            shop.servers.uses("" + i, MAY_1, "in", 0);
        }
        assertThat(run(MAY_1, RunOrder.real("t")).status()).isEqualTo(Status.HELD);
        var again = run(MAY_1, RunOrder.real("t"));
        assertThat(again.status()).isEqualTo(Status.HELD);
        assertThat(shop.id("select count(*) from charge where amount < 0")).isZero();
        assertThat(run(MAY_1, approve(again)).status()).isEqualTo(Status.DONE);
    }

    @Test
    void aLargeCreditIsHeldAsADebitIs() {
        ServiceId service = new ServiceId(perByte("1", "1000000"));
        shop.servers.uses("1", MAY_1, "in", 60);
        assertThat(run(MAY_1, approve(run(MAY_1, RunOrder.real("t")))).status()).isEqualTo(Status.DONE);
        shop.servers.uses("1", MAY_1, "in", 9);
        var held = run(MAY_1, RunOrder.real("t"));
        assertThat(held.status()).isEqualTo(Status.HELD);
        assertThat(held.problem()).asString().contains("51.00 EUR");
        assertThat(shop.charges(service)).containsExactly("60.00");
        shop.servers.uses("1", MAY_1, "in", 10);
        assertThat(run(MAY_1, RunOrder.real("t")).status()).as("fifty passes").isEqualTo(Status.DONE);
        assertThat(shop.charges(service)).containsExactly("60.00", "-50.00");
    }

    @Test
    void manySuspensionsAreHeldAndNothingIsStopped() {
        for (int i = 1; i <= 3; i++) {
            perByte("" + i, i == 3 ? "1" : "1000000");
            shop.servers.uses("" + i, MAY_1, "in", i == 3 ? 10 : 100_000);
        }
        var held = run(MAY_1, RunOrder.real("t"));
        assertThat(held.status()).isEqualTo(Status.HELD);
        assertThat(held.counts().suspended())
                .as("two at the limit, one without funds")
                .isEqualTo(3);
        assertThat(shop.id("select count(*) from charge")).isZero();
        assertThat(shop.servers.calls).isEmpty();
    }
}
