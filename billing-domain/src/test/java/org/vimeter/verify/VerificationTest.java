package org.vimeter.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vimeter.account.AccountId;
import org.vimeter.ledger.Ledger;
import org.vimeter.money.Money;
import org.vimeter.offer.Storefront;
import org.vimeter.reversal.Reversals.Afterwards;
import org.vimeter.service.ServiceId;
import org.vimeter.testing.Shop;

/** Each rule finds a row that breaks it, and nothing in books that are right. */
class VerificationTest {
    private final Storefront store = new Storefront();
    private final Shop shop = store.shop;
    private final Verification verification = new Verification(shop.db, shop.clock);

    /** Two clients, three services, four days with usage, an overage, a limit, a reversal, a change and an end. */
    @BeforeEach
    void books() {
        long start = store.published("start", input -> {});
        AccountId anna = shop.account("Anna", "5000");
        AccountId boris = shop.account("Boris", "40");
        ServiceId first = store.active(anna, store.input(start, "MONTHLY"));
        store.active(anna, store.input(start, "DAILY"));
        store.active(boris, store.input(start, "MONTHLY"));
        var change = store.change();
        change.quantities.put("mem", "2048");
        store.changeService.change(store.asking(anna, first), change);
        store.minutes(2);
        var vms = List.copyOf(shop.servers.vms.keySet());
        for (int day = 20; day <= 23; day++) {
            for (var vm : vms) {
                shop.servers.uses(vm, LocalDate.of(2026, 5, day), "in", day == 22 ? 5121L << 30 : 1000);
                shop.servers.uses(vm, LocalDate.of(2026, 5, day), "out", 0);
            }
        }
        shop.clock.set(Instant.parse("2026-05-24T08:00:00Z"));
        for (int day = 20; day <= 23; day++) {
            shop.run(LocalDate.of(2026, 5, day));
        }
        store.minutes(2);
        shop.reversals.reverse(shop.id("select min(entry_id) from charge"), Afterwards.LEAVE, "admin", "goodwill");
        shop.reversals.reverse(
                shop.id("select min(entry_id) from recurring_charge where per = 'MONTHLY'"),
                Afterwards.CHARGE_AGAIN,
                "admin",
                "wrong");
        shop.ledger.adjust(new Ledger.Posting("a", anna, Money.of("1", "EUR"), "admin", "gift"));
    }

    @Test
    void nothingIsFoundInBooksThatAreRight() {
        assertThat(verification.verify().findings()).isEmpty();
        assertThat(verification.verify().recomputed()).as("not twice").isZero();
        assertThat(verification.verifyAll().recomputed()).isPositive();
        assertThat(verification.verifyIfDue()).isPresent();
        assertThat(verification.verifyIfDue()).as("not again today").isEmpty();
    }

    /** The command says the same, in lines and by its exit code, on a connection of its own beside everybody. */
    @Test
    void theCommandPrintsWhatIsBrokenAndSaysSoByItsExitCode() throws SQLException {
        var settings = Map.of(
                "VIMETER_DB_URL",
                shop.database.url(),
                "VIMETER_DB_USER",
                "postgres",
                "VIMETER_DB_PASSWORD",
                "postgres");
        assertThat(said(0, settings, "all")).matches("(?s)\\d+ charges computed again, 0 rows break a rule\\s*");
        try (var connection = shop.database.owner().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute("update balance set amount = amount + 0.01");
        }
        assertThat(said(1, settings)).contains("BALANCE: ledger account ", "2 rows break a rule");
        assertThat(said(2, settings, "everything")).contains("no other: everything");
        assertThat(said(2, Map.of("VIMETER_DATA", "target/no-such"))).contains("No database was checked");
        assertThat(said(2, Map.of("VIMETER_DB_URL", "jdbc:postgresql://127.0.0.1:1/none")))
                .contains("were not checked to the end");
    }

    private String said(int code, Map<String, String> settings, String... arguments) {
        var out = new ByteArrayOutputStream();
        assertThat(new VerifyCommand(new PrintStream(out, true, StandardCharsets.UTF_8), shop.clock)
                        .run(settings, arguments))
                .isEqualTo(code);
        return out.toString(StandardCharsets.UTF_8);
    }

    record Sabotage(String rule, String sql) {
        @Override
        public String toString() {
            return rule + ": " + sql;
        }
    }

    static Stream<Sabotage> sabotages() {
        return Stream.of(
                new Sabotage("BALANCE", "update balance set amount = amount + 0.01"),
                new Sabotage(
                        "BALANCE_MISSING",
                        "delete from balance where ledger_account_id = (select min(ledger_account_id) from balance)"),
                new Sabotage("CAUSE", "delete from charge where entry_id = (select max(entry_id) from charge)"),
                new Sabotage("CAUSE", "update run set dry = true"),
                new Sabotage("CAUSE", "update charge set amount = amount + 1"),
                new Sabotage(
                        "SIDE",
                        "update service set account_id = (select max(id) from account) where id = (select min(id) from service)"),
                new Sabotage(
                        "MONEY",
                        "update ledger_entry set debit_id = (select max(id) from ledger_account where kind = 'CLIENT' and id <> ledger_entry.credit_id) where key = 'a'"),
                new Sabotage(
                        "CHARGES",
                        "update charge set rated = rated + 1 where sequence = (select max(sequence) from charge) and entry_id = (select max(entry_id) from charge)"),
                new Sabotage("FEES", "update recurring_charge set rated = rated + 1 where per = 'SETUP'"),
                new Sabotage("LINES", "update recurring_line set amount = amount + 1"),
                new Sabotage("LINES", "delete from recurring_line where per = 'SETUP'"),
                new Sabotage("REVERSALS", "delete from charge_reversal"),
                new Sabotage("REVERSALS", "delete from recurring_reversal"),
                new Sabotage("REVERSED_AMOUNT", "update ledger_entry set amount = amount + 1 where cause = 'REVERSAL'"),
                new Sabotage("TOTALS", "update month_total set quantities[1] = quantities[1] + 1"),
                new Sabotage(
                        "TOTALS", "update usage_day set quantities[1] = quantities[1] - 1 where day = '2026-05-21'"),
                new Sabotage(
                        "LIFE", "update service set first_day = '2026-05-22' where id = (select min(id) from service)"),
                new Sabotage(
                        "DAYS",
                        "delete from usage_day where day = '2026-05-22' and service_id = (select min(id) from service)"),
                new Sabotage(
                        "ONE_SERVICE",
                        "update service set vm_id = 'same', last_day = case when id = (select min(id) from service) then date '2026-06-01' end where id in (select id from service order by id limit 2)"),
                new Sabotage(
                        "ONE_VM",
                        "update service_order set service_id = null where kind = 'NEW' and id = (select min(id) from service_order)"),
                new Sabotage(
                        "PAST_LIMIT",
                        "insert into suspension (service_id, cause, add_on_id, quantity, day, lifts_on, since, started_by) select min(s.id), 'LIMIT', (select min(id) from add_on), 1, '2026-05-01', '2026-05-20', now(), 't' from service s"),
                new Sabotage(
                        "PAID",
                        "insert into suspension (service_id, cause, amount, currency, day, since, started_by) select min(s.id), 'FUNDS', -1, 'EUR', '2026-05-01', now(), 't' from service s; update ledger_entry set at = '2026-01-01'"),
                new Sabotage(
                        "LIMIT_CAUSE",
                        "insert into suspension (service_id, cause, add_on_id, quantity, day, lifts_on, since, started_by) select min(s.id), 'LIMIT', (select min(id) from add_on a where a.name = 'traffic'), 1, '2026-05-23', '2026-06-01', now(), 't' from service s; update usage_day set quantities[1] = 0"),
                new Sabotage("ENDED", "update service set last_day = '2026-05-23'"),
                new Sabotage(
                        "STANDS_STILL",
                        "insert into power_intent (service_id, action, written_at, next_at, status) select min(id), 'STOP', '2026-05-20', '2026-05-20', 'OPEN' from service"),
                new Sabotage("RENEWED", "update service set renews_on = '2026-05-20' where renews_on is not null"),
                new Sabotage(
                        "PROPOSALS",
                        "insert into proposal (run_id, service_id, add_on_id, period_start, sequence, terms_id, client_id, quantity, rated, amount, currency) values (1, 1, 1, '2026-05-01', 1, 1, 1, 1, 1, 1, 'EUR')"),
                new Sabotage("SCALE", "update ledger_entry set amount = amount + 0.001 where key = 'a'"),
                new Sabotage("RECOMPUTE", "update terms_price set amount = amount * 2"),
                new Sabotage(
                        "RECOMPUTE",
                        "update usage_day set quantities[1] = quantities[1] + 1073741824, stamp = stamp where day = '2026-05-22'"));
    }

    @ParameterizedTest
    @MethodSource("sabotages")
    void aRowThatBreaksARuleIsFound(Sabotage sabotage) throws SQLException {
        try (var connection = shop.database.owner().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica"); // as whoever gets round the triggers
            statement.execute(sabotage.sql());
        }
        assertThat(verification.verifyAll().findings())
                .extracting(Verification.Finding::rule)
                .contains(sabotage.rule());
        assertThat(verification.last().orElseThrow().findings()).isNotEmpty();
    }
}
