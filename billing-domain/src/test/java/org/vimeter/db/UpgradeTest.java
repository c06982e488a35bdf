package org.vimeter.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Currency;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.vimeter.catalog.Catalog;
import org.vimeter.offer.Versions;
import org.vimeter.testing.TestDatabase;

/** A database that bills already is brought to this version: what was agreed stays agreed. */
class UpgradeTest {
    private static final LocalDate DAY = LocalDate.of(2026, 5, 1);
    private static final Currency EUR = Currency.getInstance("EUR");

    private final TestDatabase database = TestDatabase.empty();

    private void nightlyBill() {
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(database.owner())
                .target("1")
                .load()
                .migrate();
        var db = new Db(database.owner());
        db.update("""
                insert into server (name, kind, url, login, password_sealed, zone)
                    values ('s', 'VMMANAGER_KVM', 'http://s', 'a', 'x', 'UTC')
                """);
        db.update(
                "insert into service_package (name, internal_name, currency) values ('Old', 'old', 'EUR'), ('Bare', 'bare', 'USD')");
        db.update("""
                insert into add_on (package_id, name, title, position) values (1, 'traffic', 'Traffic', 1), (1, 'io', 'IO', 2)
                """);
        db.update("""
                insert into terms (add_on_id, version, valid_from, meters, combine, unit_id, included, limit_quantity, price, period,
                        limit_test, at_limit, beyond_limit, thresholds)
                    select a.id, 1, '2000-01-01', case a.name when 'io' then 'io' else 'in,out' end, 'SUM', u.id, 5, 10, 0.37, 'MONTH',
                            'REACHED', 'SUSPEND', 'CHARGE', '80,100'
                        from add_on a join unit_of_measure u on u.name = case a.name when 'io' then 'iops' else 'GiB' end
                """);
        db.update("insert into account (name, currency) values ('A', 'EUR')");
        db.update("""
                insert into service (account_id, package_id, server_id, vm_id, vm_name, first_day) values (1, 1, 1, '7', 'vm7', '2026-01-01')
                """);
    }

    @Test
    void termsBecomeTheFirstVersionOfTheirPackage() {
        nightlyBill();
        Schema.migrate(database.owner());
        var db = database.db();
        var terms = db.transaction(Catalog::load).on(1, EUR, DAY, DAY);
        assertThat(terms).hasSize(2);
        assertThat(terms.get(0).tariff().price()).hasToString("0.37 EUR");
        assertThat(terms.get(0).tariff().included()).isEqualTo(5);
        assertThat(terms.get(0).metering().thresholds()).containsExactly(80, 100);
        db.change(session -> {
            var version = Versions.published(session, 1).orElseThrow();
            var offer = Versions.offer(session, version);
            assertThat(version.number()).isEqualTo(1);
            assertThat(offer.servers()).containsExactly(1L);
            assertThat(offer.addOns()).extracting(addOn -> addOn.type().name()).containsExactly("traffic", "io");
            assertThat(Versions.draft(session, 2))
                    .as("a package without add-ons")
                    .isPresent();
        });
    }
}
