package org.vimeter.dailyrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vimeter.account.AccountId;
import org.vimeter.ledger.Ledger;
import org.vimeter.money.Money;
import org.vimeter.service.ServiceId;
import org.vimeter.testing.Shop;
import org.vimeter.testing.Shop.AddOnTerms;

/** A rehearsal knows in Java what the database will say after the night: who is without funds, and who is stopped. */
class ForecastTest {
    private static final LocalDate DAY = LocalDate.of(2026, 5, 1);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsForetoldIsWhatComes(int seed) {
        var random = new Random(seed);
        var shop = new Shop();
        long servicePackage = shop.servicePackage("p");
        shop.addOn(servicePackage, "traffic", AddOnTerms.of("in", "B", "1").limit(25));
        int vm = 0;
        for (int i = 0; i < 30; i++) {
            AccountId account = shop.account("A" + i, String.valueOf(random.nextInt(30)));
            shop.db.update(
                    "update account set credit_limit = ?, no_funds = ? where id = ?",
                    random.nextInt(3) * 5,
                    random.nextInt(4) == 0 ? "WARN" : "SUSPEND",
                    account);
            if (random.nextInt(4) == 0) {
                shop.ledger.adjust(
                        new Ledger.Posting("owes/" + i, account, Money.of("-20", "EUR"), "test", "owed before"));
            }
            for (int services = random.nextInt(3); services >= 0; services--) {
                var id = String.valueOf(++vm);
                shop.service(account, servicePackage, id, DAY);
                special(shop, random, new ServiceId(shop.id("select max(id) from service")));
                shop.servers.uses(id, DAY, "in", Math.max(0, random.nextInt(40) - 12));
            }
        }
        var foretold = shop.dailyRun().run(shop.server, DAY, RunOrder.dry("test"));
        var came = shop.run(DAY);
        assertThat(foretold.counts().suspended())
                .as("seed %d", seed)
                .isEqualTo(came.counts().suspended())
                .isEqualTo(shop.id("select count(distinct service_id) from suspension where lifted_at is null"));
        assertThat(foretold.debited()).as("seed %d", seed).isEqualTo(came.debited());
        assertThat(foretold.counts().charges()).isEqualTo(came.counts().charges());
    }

    /** Some have ended on the day, and some were let run by staff. */
    private static void special(Shop shop, Random random, ServiceId service) {
        switch (random.nextInt(6)) {
            case 0 -> shop.db.update("update service set last_day = ? where id = ?", DAY, service);
            case 1 -> shop.db.update("""
                        insert into suspension (service_id, cause, day, since, started_by, lifted_at, lift, lifted_by, hold_until)
                            values (?, 'FUNDS', ?, now(), 'run', now(), 'PERSON', 'admin', ?)
                        """, service, DAY, DAY.plusYears(10));
            default -> {
                // as any other
            }
        }
    }
}
