package org.vimeter.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vimeter.account.AccountId;
import org.vimeter.dailyrun.RunReport.Status;
import org.vimeter.explain.Explanations;
import org.vimeter.explain.RecurringExplanations;
import org.vimeter.ledger.Statement;
import org.vimeter.offer.Drawer;
import org.vimeter.offer.Storefront;
import org.vimeter.problem.Refused;
import org.vimeter.reversal.Reversals.Afterwards;
import org.vimeter.service.ServiceId;
import org.vimeter.testing.Shop;
import org.vimeter.testing.Shop.AddOnTerms;

/** Charges and fees that staff took back, and what later computations make of them. */
class ReversedTest {
    private final Storefront store = new Storefront();
    private final Shop shop = store.shop;
    private long package30;

    @BeforeEach
    void theTwentySixthOfNovember() {
        shop.clock.set(Instant.parse("2026-11-26T10:00:00Z"));
        package30 = store.published("p30", input -> {
            input.prices.removeIf(price -> price.per.equals("SETUP") || price.per.equals("MONTHLY"));
            input.prices.add(Drawer.price("EUR", "MONTHLY", "27.00")); // with Debian 30.00
        });
    }

    private long fee(ServiceId service) {
        return shop.id("select max(entry_id) from recurring_charge where service_id = ?", service);
    }

    private String balance(AccountId account) {
        return shop.balance(account).amount().toPlainString();
    }

    private void end(AccountId account, ServiceId service) {
        var input = new EndInput();
        input.when = "NOW";
        input.refund = true;
        store.endService.end(store.staff(account, service), input);
        store.minutes(4);
    }

    @Test
    void aFeeThatWasGivenBackIsNotGivenBackAgainAtTheEnd() {
        AccountId account = shop.account("Anna", "10");
        ServiceId service = store.active(account, store.input(package30, "MONTHLY"));
        assertThat(balance(account)).isEqualTo("5.00");
        shop.reversals.reverse(fee(service), Afterwards.LEAVE, "admin", "goodwill");
        assertThat(balance(account)).isEqualTo("10.00");
        end(account, service);
        assertThat(balance(account)).isEqualTo("10.00");
    }

    @Test
    void norWhenTheServiceBecomesCheaperAndOnlyWhatIsMoreIsChargedWhenItBecomesDearer() {
        AccountId account = shop.account("Anna", "20");
        ServiceId service = new ServiceId(withFourGib(account));
        assertThat(balance(account)).isEqualTo("14.25");
        shop.reversals.reverse(fee(service), Afterwards.LEAVE, "admin", "goodwill");
        memory(account, service, "1024");
        assertThat(balance(account)).isEqualTo("20.00");
        memory(account, service, "8192"); // four GiB more than was given, 6.00 a month, for five of thirty days
        assertThat(balance(account)).isEqualTo("19.00");
    }

    /** For 34.50 a month. */
    private long withFourGib(AccountId account) {
        var input = store.input(package30, "MONTHLY");
        input.quantities.put("mem", "4096");
        return store.active(account, input).value();
    }

    private void memory(AccountId account, ServiceId service, String size) {
        var change = store.change();
        change.quantities.put("mem", size);
        store.changeService.change(store.staff(account, service), change);
        store.minutes(2);
    }

    @Test
    void aFeeOfWhichAPartWasCreditedIsNotGivenBackWhole() {
        AccountId account = shop.account("Anna", "100");
        ServiceId service = store.active(account, store.input(package30, "MONTHLY"));
        long fee = fee(service);
        end(account, service);
        assertThat(balance(account)).as("one day of 30.00").isEqualTo("99.00");
        shop.reversals.reverse(fee, Afterwards.LEAVE, "admin", "goodwill");
        assertThat(balance(account)).isEqualTo("100.00");
        assertExplained(account);
    }

    @Test
    void norOneThatAChangeHasMadeCheaper() {
        AccountId account = shop.account("Anna", "100");
        ServiceId service = new ServiceId(withFourGib(account));
        long fee = fee(service);
        memory(account, service, "1024");
        shop.reversals.reverse(fee, Afterwards.LEAVE, "admin", "goodwill");
        assertThat(balance(account)).isEqualTo("100.00");
        memory(account, service, "4096");
        assertThat(balance(account)).as("was given").isEqualTo("100.00");
        assertExplained(account);
    }

    @Test
    void aFeeThatIsToBeChargedAgainIsAndOnlyOnce() {
        AccountId account = shop.account("Anna", "10");
        ServiceId service = store.active(account, store.input(package30, "MONTHLY"));
        long fee = fee(service);
        long reversal = shop.reversals.reverse(fee, Afterwards.CHARGE_AGAIN, "admin", "wrong");
        assertThat(shop.reversals.reverse(fee, Afterwards.CHARGE_AGAIN, "admin", "wrong"))
                .isEqualTo(reversal);
        assertThat(balance(account)).isEqualTo("5.00");
        assertThat(fee(service)).isGreaterThan(fee);
        end(account, service);
        assertThat(balance(account)).as("one day of 30.00").isEqualTo("9.00");
        assertExplained(account);
    }

    @Test
    void whatBecomesOfItMustBeSaidAndAReversalIsNotReversed() {
        AccountId account = shop.account("Anna", "10");
        ServiceId service = store.active(account, store.input(package30, "MONTHLY"));
        assertThatThrownBy(() -> shop.reversals.reverse(fee(service), null, "admin", "x"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("CHARGE_AGAIN");
        long reversal = shop.reversals.reverse(fee(service), Afterwards.LEAVE, "admin", "x");
        assertThatThrownBy(() -> shop.reversals.reverse(reversal, Afterwards.LEAVE, "admin", "x"))
                .isInstanceOf(Refused.class);
    }

    private long metered(String funds) {
        long servicePackage = shop.servicePackage("metered");
        shop.addOn(servicePackage, "traffic", AddOnTerms.of("in", "B", "1"));
        return shop.service(shop.account("U", funds), servicePackage, "7", LocalDate.of(2026, 11, 24))
                .value();
    }

    private List<String> run(String day) {
        assertThat(shop.run(LocalDate.parse(day)).status()).isEqualTo(Status.DONE);
        return shop.db.list(
                "select amount from charge order by entry_id",
                row -> row.decimal("amount").toPlainString());
    }

    @Test
    void usageThatWasGivenBackStaysSoAndMoreOfItIsCharged() {
        metered("50");
        shop.servers.uses("7", LocalDate.of(2026, 11, 24), "in", 10);
        assertThat(run("2026-11-24")).containsExactly("10.00");
        shop.reversals.reverse(entry(), Afterwards.LEAVE, "admin", "goodwill");
        assertThat(run("2026-11-24")).containsExactly("10.00");
        shop.servers.uses("7", LocalDate.of(2026, 11, 24), "in", 4);
        assertThat(run("2026-11-24")).as("a correction gives nothing twice").containsExactly("10.00");
        shop.servers.uses("7", LocalDate.of(2026, 11, 25), "in", 9);
        assertThat(run("2026-11-25")).as("13 in all, 10 given").containsExactly("10.00", "3.00");
        assertExplained(new AccountId(shop.id("select account_id from service")));
    }

    @Test
    void usageOfWhichAPartWasCreditedIsNotGivenBackWhole() {
        metered("50");
        shop.servers.uses("7", LocalDate.of(2026, 11, 24), "in", 10);
        assertThat(run("2026-11-24")).containsExactly("10.00");
        long charge = entry();
        shop.servers.uses("7", LocalDate.of(2026, 11, 24), "in", 4);
        assertThat(run("2026-11-24")).containsExactly("10.00", "-6.00");
        shop.clock.set(Instant.parse("2026-11-26T10:05:00Z"));
        shop.reversals.reverse(charge, Afterwards.LEAVE, "admin", "goodwill");
        shop.clock.set(Instant.parse("2026-11-26T10:10:00Z"));
        shop.dailyRun().catchUp(shop.server, "timer");
        assertThat(balance(new AccountId(shop.id("select account_id from service"))))
                .isEqualTo("50.00");
        assertExplained(new AccountId(shop.id("select account_id from service")));
    }

    @Test
    void usageThatIsToBeChargedAgainIsByTheNextRunOfItsDay() {
        metered("50");
        shop.servers.uses("7", LocalDate.of(2026, 11, 24), "in", 10);
        for (var day : List.of("2026-11-26T10:00:00Z", "2026-11-27T10:00:00Z", "2026-11-28T10:00:00Z")) {
            shop.clock.set(Instant.parse(day));
            shop.servers.uses("7", LocalDate.of(2026, 11, 25), "in", 0);
            shop.servers.uses("7", LocalDate.of(2026, 11, 26), "in", 0);
            shop.servers.uses("7", LocalDate.of(2026, 11, 27), "in", 0);
            shop.dailyRun().catchUp(shop.server, "timer");
        }
        assertThat(shop.dailyRun().catchUp(shop.server, "timer")).isEmpty();
        shop.servers.uses("7", LocalDate.of(2026, 11, 24), "in", 6);
        shop.clock.set(Instant.parse("2026-11-28T09:05:00Z")); // set back, or that of another node
        shop.reversals.reverse(entry(), Afterwards.CHARGE_AGAIN, "admin", "wrong figure");
        assertThat(shop.dailyRun().catchUp(shop.server, "timer")).hasSize(1);
        assertThat(shop.charges(new ServiceId(shop.id("select id from service"))))
                .containsExactly("10.00", "6.00");
        assertThat(balance(new AccountId(shop.id("select account_id from service"))))
                .isEqualTo("44.00");
        assertThat(shop.dailyRun().catchUp(shop.server, "timer")).isEmpty();
        assertExplained(new AccountId(shop.id("select account_id from service")));
    }

    private long entry() {
        return shop.id("select max(entry_id) from charge");
    }

    /** Every charge follows from what is stored, the reversed and the later ones too. */
    private void assertExplained(AccountId account) {
        var statement = new Statement(shop.db);
        for (var entry : statement.page(account, Long.MAX_VALUE, 100)) {
            new Explanations(shop.db, statement)
                    .of(account, entry.id())
                    .filter(why -> entry.reverses() == null)
                    .ifPresent(why ->
                            assertThat(why.matches()).as(entry.toString()).isTrue());
            new RecurringExplanations(shop.db, statement)
                    .of(account, entry.id())
                    .ifPresent(why ->
                            assertThat(why.matches()).as(entry.toString()).isTrue());
        }
    }
}
