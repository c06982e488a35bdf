package org.vimeter.dailyrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vimeter.dailyrun.RunReport.Status;
import org.vimeter.enforcement.Suspensions;
import org.vimeter.testing.Shop;
import org.vimeter.testing.Shop.AddOnTerms;

/** Each brake by its pair: what it lets pass at most, and the least that it holds. */
class BrakePairsTest {
    private static final LocalDate MAY_1 = LocalDate.of(2026, 5, 1);
    private static final BigDecimal HUGE = BigDecimal.TEN.pow(9);

    private final Shop shop = new Shop();

    private void perByte(String vm, String funds) {
        long servicePackage = shop.servicePackage("p" + vm);
        shop.addOn(servicePackage, "traffic", AddOnTerms.of("in", "B", "1").limit(1000));
        shop.service(shop.account("A" + vm, funds), servicePackage, vm, MAY_1);
    }

    /** All but one brake are open. */
    private static Brakes only(String brake, int most) {
        var floor = BigDecimal.valueOf(most);
        return new Brakes(
                BigDecimal.valueOf(3),
                brake.equals("RUN") ? floor : HUGE,
                0,
                brake.equals("SUSPENSIONS") ? most : Integer.MAX_VALUE,
                BigDecimal.ZERO,
                brake.equals("ACCOUNT") ? floor : HUGE,
                brake.equals("SERVICE") ? floor : HUGE,
                100);
    }

    private Status run(LocalDate day, Brakes brakes) {
        return shop.dailyRun(2, brakes)
                .run(shop.server, day, RunOrder.real("t"))
                .status();
    }

    @ParameterizedTest
    @CsvSource({
        "RUN, 50, DONE",
        "RUN, 51, HELD",
        "ACCOUNT, 50, DONE",
        "ACCOUNT, 51, HELD",
        "SERVICE, 50, DONE",
        "SERVICE, 51, HELD"
    })
    void aDebit(String brake, int used, Status status) {
        perByte("1", "100000");
        shop.servers.uses("1", MAY_1, "in", used);
        assertThat(run(MAY_1, only(brake, 50))).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"50, DONE", "51, HELD"})
    void aCredit(int back, Status status) {
        perByte("1", "100000");
        shop.servers.uses("1", MAY_1, "in", 100);
        assertThat(run(MAY_1, Brakes.OFF)).isEqualTo(Status.DONE);
        shop.servers.uses("1", MAY_1, "in", 100 - back);
        assertThat(run(MAY_1, only("RUN", 50))).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"2, DONE", "3, HELD"})
    void suspensions(int many, Status status) {
        for (int i = 1; i <= 4; i++) {
            perByte("" + i, "100000");
            shop.servers.uses("" + i, MAY_1, "in", i <= many ? 1000 : 999);
        }
        assertThat(run(MAY_1, only("SUSPENSIONS", 2))).isEqualTo(status);
    }

    /** The same for who has no money left: exactly nothing is enough, a cent less is not. */
    @ParameterizedTest
    @CsvSource({"2, DONE", "3, HELD"})
    void suspensionsWithoutFunds(int many, Status status) {
        for (int i = 1; i <= 4; i++) {
            perByte("" + i, i <= many ? "99.99" : "100.00");
            shop.servers.uses("" + i, MAY_1, "in", 100);
        }
        assertThat(run(MAY_1, only("SUSPENSIONS", 2))).isEqualTo(status);
    }

    /** Released with a date, it is not suspended for the same before that date, and is on it. */
    @Test
    void aHoldKeepsFromBeingStoppedForLackOfFunds() {
        perByte("1", "1");
        shop.servers.uses("1", MAY_1, "in", 10);
        shop.clock.set(MAY_1.plusDays(1).atTime(3, 0).toInstant(ZoneOffset.UTC));
        assertThat(run(MAY_1, Brakes.OFF)).isEqualTo(Status.DONE);
        var suspensions = new Suspensions(shop.db, shop.clock);
        long first = shop.id("select id from suspension where cause = 'FUNDS' and lifted_at is null");
        suspensions.release(first, "admin", MAY_1.plusDays(4));
        for (int day = 1; day <= 3; day++) {
            var now = MAY_1.plusDays(day);
            shop.servers.uses("1", now, "in", 1);
            shop.clock.set(now.plusDays(1).atTime(3, 0).toInstant(ZoneOffset.UTC));
            var report = shop.dailyRun(2, Brakes.OFF).run(shop.server, now, RunOrder.real("t"));
            boolean held = now.plusDays(1).isBefore(MAY_1.plusDays(4));
            assertThat(report.counts().suspended())
                    .as("in the night after " + now)
                    .isEqualTo(held ? 0 : 1);
            assertThat(shop.id("select count(*) from suspension where lifted_at is null"))
                    .isEqualTo(held ? 0 : 1);
        }
    }
}
