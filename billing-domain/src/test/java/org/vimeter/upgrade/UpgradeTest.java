package org.vimeter.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vimeter.account.AccountId;
import org.vimeter.db.Db;
import org.vimeter.db.Schema;
import org.vimeter.ledger.Ledger;
import org.vimeter.money.Money;
import org.vimeter.testing.TestDatabase;
import org.vimeter.verify.Verification;

/** Whoever upgrades from a release keeps every figure, and goes on. What a release migrated by is never changed again. */
class UpgradeTest {
    private final TestDatabase database = TestDatabase.empty();
    private final Db owner = new Db(database.owner());

    private void load(String release) throws SQLException, IOException {
        try (var file = UpgradeTest.class.getResourceAsStream(release + ".gz")) {
            StoredRelease.load(database.owner(), Objects.requireNonNull(file));
        }
    }

    private List<String> money() {
        return owner.list("""
                select l.kind || ' ' || coalesce(l.account_id, 0) || ' ' || l.currency || ' ' || sum(p.amount) as line
                    from posting p join ledger_account l on l.id = p.ledger_account_id group by l.id order by l.id
                """, row -> row.text("line"));
    }

    private List<String> balances() {
        return owner.list(
                "select account_id || ' ' || funds as line from account_funds order by 1", row -> row.text("line"));
    }

    private Clock afterwards() {
        var last = owner.find("select max(at) as at from ledger_entry", row -> row.instant("at"))
                .orElseThrow();
        return Clock.fixed(last, ZoneOffset.UTC);
    }

    @ParameterizedTest
    @ValueSource(strings = "0.1.0")
    void everyFigureStaysAndIsExplained(String release) throws SQLException, IOException {
        load(release);
        var money = money();
        var balances = balances();
        Schema.migrate(database.owner());
        assertThat(money()).isEqualTo(money).hasSizeGreaterThan(3);
        assertThat(balances()).isEqualTo(balances).hasSizeGreaterThan(2);
        var verified = new Verification(database.db(), afterwards()).verifyAll();
        assertThat(verified.findings()).isEmpty();
        assertThat(verified.recomputed()).isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(strings = "0.1.0")
    void theBooksGoOn(String release) throws SQLException, IOException {
        load(release);
        Schema.migrate(database.owner());
        var account = new AccountId(1);
        var ledger = new Ledger(database.db(), afterwards());
        var before = ledger.balance(account, Money.of("0", "EUR").currency());
        ledger.pay(new Ledger.Posting("after the upgrade", account, Money.of("5.00", "EUR"), "test", null));
        assertThat(ledger.balance(account, before.currency())).isEqualTo(before.plus(Money.of("5.00", "EUR")));
    }

    @ParameterizedTest
    @ValueSource(strings = "0.1.0")
    void aMigrationThatWasReleasedIsNotChanged(String release) throws SQLException, IOException {
        load(release);
        owner.update("update flyway_schema_history set checksum = checksum + 1 where version = '1'");
        assertThatThrownBy(() -> Schema.migrate(database.owner())).isInstanceOf(FlywayValidateException.class);
    }
}
