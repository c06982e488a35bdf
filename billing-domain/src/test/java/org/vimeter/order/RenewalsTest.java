package org.vimeter.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vimeter.account.AccountId;
import org.vimeter.money.Money;
import org.vimeter.offer.Drawer;
import org.vimeter.offer.Storefront;
import org.vimeter.problem.Refused;
import org.vimeter.recurring.RenewalBrakes;
import org.vimeter.recurring.RenewalHolds;
import org.vimeter.recurring.RenewalHolds.Reason;
import org.vimeter.recurring.Renewals;
import org.vimeter.service.ServiceId;
import org.vimeter.testing.Shop;

/** Renewals that a person has to look at, and those that must not wait for them. Today is 20 May 2026. */
class RenewalsTest {
    private final Storefront store = new Storefront();
    private final Shop shop = store.shop;
    private final long start = store.published("start", input -> {});
    private final RenewalHolds holds = new RenewalHolds(shop.db, shop.clock);

    private long attached(AccountId account, String vm, LocalDate firstDay, String per) {
        ServiceId service = shop.service(account, start, vm, firstDay);
        shop.db.update("update service set renews_on = first_day where id = ?", service);
        shop.db.update(
                "insert into service_config (service_id, from_day, package_id, per, written_at) values (?, ?, ?, ?, now())",
                service,
                firstDay,
                start,
                per);
        return service.value();
    }

    private long fees() {
        return shop.id("select count(*) from recurring_charge");
    }

    private List<String> held() {
        return holds.after(new ServiceId(0)).rows().stream()
                .map(one -> one.reason() + " " + one.periods() + " " + one.amount())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"2016-05-20, MONTHLY, OLD 121", "2025-11-01, DAILY, OLD 201", "2023-02-01, YEARLY, OLD 4"})
    void whatWasSleptThroughForTooLongWaitsForAPerson(LocalDate firstDay, String per, String expected) {
        AccountId account = shop.account("Anna", "5000");
        ServiceId service = new ServiceId(attached(account, "7", firstDay, per));
        store.minutes(3);
        assertThat(fees()).isZero();
        assertThat(held()).singleElement().asString().startsWith(expected);
        var one = holds.after(new ServiceId(0)).rows().get(0);
        var amount = one.amount().amount().toPlainString();
        assertThatThrownBy(() -> holds.approve(service, "1.00", "admin", "yes")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> holds.approve(service, amount, "admin", " ")).isInstanceOf(Refused.class);
        holds.approve(service, amount, "admin", "an old client");
        store.minutes(1);
        assertThat(fees()).isEqualTo(one.periods());
        assertThat(shop.balance(account)).isEqualTo(Money.of("5000", "EUR").minus(one.amount()));
        assertThat(held()).isEmpty();
    }

    @Test
    void withinTheBoundItIsCaughtUp() {
        AccountId account = shop.account("Anna", "100");
        attached(account, "7", LocalDate.of(2026, 2, 1), "MONTHLY");
        store.minutes(1);
        assertThat(held()).isEmpty();
        assertThat(fees()).isEqualTo(4);
    }

    @Test
    void aPriceThatIsAHundredTimesWhatItWasWaits() {
        AccountId account = shop.account("Anna", "50000");
        ServiceId service = store.active(account, store.input(start, "MONTHLY"));
        ServiceId other = store.active(account, store.input(start, "MONTHLY"));
        long dear = store.published("dear", input -> {
            input.prices.removeIf(price -> price.per.equals("MONTHLY"));
            input.prices.add(Drawer.price("EUR", "MONTHLY", "1500.00"));
        });
        shop.db.update("update service set package_id = ?, switched = true where id = ?", dear, service);
        shop.db.update("""
                insert into service_config (service_id, from_day, package_id, per, written_at)
                    values (?, '2026-06-01', ?, 'MONTHLY', now())
                """, service, dear);
        shop.clock.set(Instant.parse("2026-06-01T08:00:00Z"));
        store.minutes(2);
        assertThat(held()).singleElement().asString().startsWith("SERVICE 1 150");
        assertThat(shop.id(
                        "select count(*) from recurring_charge where service_id = ? and period_start = '2026-06-01'",
                        other))
                .isEqualTo(1);
    }

    @Test
    void whoNeverPaidSoMuchIsLookedAtTogetherAndApprovedTogether() {
        AccountId account = shop.account("Anna", "1000");
        for (int i = 0; i < 3; i++) {
            attached(account, "" + i, LocalDate.of(2026, 5, 1), "MONTHLY");
        }
        AccountId poor = shop.account("Boris", "0");
        for (int i = 3; i < 10; i++) {
            attached(poor, "" + i, LocalDate.of(2026, 5, 1), "MONTHLY");
        }
        store.minutes(1);
        assertThat(fees()).as("Anna's").isEqualTo(3);
        var group = holds.groups().get(0);
        assertThat(holds.groups()).hasSize(1);
        assertThat(group.reason()).isEqualTo(Reason.ACCOUNT);
        assertThat(group.services()).isEqualTo(7);
        holds.approve(group, "admin", "he pays by invoice");
        store.minutes(1);
        assertThat(fees()).isEqualTo(10);
        assertThat(held()).isEmpty();
    }

    /** The first five hundred by date cannot be renewed; the others can. */
    @Test
    void whatIsBrokenStandsNotBeforeTheOthers() throws SQLException {
        AccountId account = shop.account("Anna", "1000000");
        long last = 0;
        for (int i = 0; i < 505; i++) {
            last = attached(account, "b" + i, LocalDate.of(2026, 5, 1), "MONTHLY");
        }
        for (int i = 0; i < 5; i++) {
            attached(account, "g" + i, LocalDate.of(2026, 5, 10), "MONTHLY");
        }
        owner("alter table recurring_charge add constraint breaks check (service_id > " + last + ")");
        var renewals = new Renewals(shop.db, shop.clock, RenewalBrakes.OFF);
        renewals.renew(shop.server, store.zone);
        assertThat(fees()).isEqualTo(5);
        var group = holds.groups().get(0);
        assertThat(group.reason()).isEqualTo(Reason.BROKEN);
        assertThat(group.services()).isEqualTo(505);
        owner("alter table recurring_charge drop constraint breaks");
        shop.clock.advance(Duration.ofMinutes(3));
        renewals.renew(shop.server, store.zone);
        assertThat(fees()).isEqualTo(510);
        assertThat(held()).isEmpty();
    }

    private void owner(String sql) throws SQLException {
        try (var connection = shop.database.owner().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
