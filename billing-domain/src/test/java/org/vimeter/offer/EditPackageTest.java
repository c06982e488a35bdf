package org.vimeter.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.vimeter.offer.Drawer.addOn;
import static org.vimeter.offer.Drawer.named;
import static org.vimeter.offer.Drawer.price;
import static org.vimeter.offer.Drawer.prices;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vimeter.account.AccountId;
import org.vimeter.db.Db;
import org.vimeter.db.DbFault;
import org.vimeter.money.Money;
import org.vimeter.problem.Refused;
import org.vimeter.service.ServiceId;
import org.vimeter.testing.Shop;

class EditPackageTest {
    private static final long GIB = 1L << 30;
    private static final LocalDate MAY = LocalDate.of(2026, 5, 1);
    private final Drawer drawer = new Drawer();
    private final Shop shop = drawer.shop;
    private final EditPackage desk = drawer.desk;

    @Test
    void whatWasWrittenIsReadBack() {
        var input = Drawer.valid();
        input.addOns.add(addOn("ncpu", "ON_ORDER", cpus -> {
            cpus.minimum = "1";
            cpus.maximum = "8";
            cpus.step = "1";
            cpus.policy = "UP_ONLY";
            cpus.prices = prices(price("EUR", "MONTHLY", "2.5"));
        }));
        named(input, "traffic").thresholds = "95, 80";
        named(input, "traffic").prices.get(0).amount = "0.0000000001";
        long id = desk.create(input);
        var read = desk.draft(id).input();
        assertThat(named(read, "traffic").included).isEqualTo("5120");
        assertThat(named(read, "traffic").thresholds).isEqualTo("80,95");
        assertThat(named(read, "traffic").prices.get(0).amount).isEqualTo("0.0000000001");
        assertThat(named(read, "ncpu").policy).isEqualTo("UP_ONLY");
        assertThat(named(read, "ncpu").prices.get(0).amount).isEqualTo("2.50");
        desk.save(id, read);
        assertThat(PackageText.of(desk.draft(id).input())).isEqualTo(PackageText.of(read));
    }

    @ParameterizedTest
    @CsvSource({
        "name, '', name, field.missing",
        "internalName, '', internalName, field.missing",
        "currencies, '', currencies, field.missing",
        "currencies, EUX, currencies, account.currency",
        "currencies, XXX, currencies, account.currency",
        "price, 1.005, prices.EUR.MONTHLY, price.digits",
        "price, 10000000000, prices.EUR.MONTHLY, price.digits",
        "price, '1,5', prices.EUR.MONTHLY, request.number",
        "overage, 0.00000000001, addOns.traffic.prices.EUR.OVERAGE, price.digits",
        "included, '-1', addOns.traffic.included, field.quantity",
        "included, 0.00000000001, addOns.traffic.included, field.quantity",
        "included, 99999999999999999999, addOns.traffic.included, field.quantity",
        "unit, Nothing, addOns.traffic.unit, unit.not-known",
        "rule, FREE, addOns.traffic.rule, request.constant",
        "type, nothing, addOns.traffic.type, type.not-known",
        "thresholds, '80, many', addOns.traffic.thresholds, add-on.threshold",
        "server, nowhere, servers, server.not-known"
    })
    void whatCannotBeReadIsSaidAtItsField(String what, String value, String field, String code) {
        var input = Drawer.valid();
        var traffic = named(input, "traffic");
        traffic.name = "traffic";
        switch (what) {
            case "name" -> input.name = value;
            case "internalName" -> input.internalName = value;
            case "currencies" -> input.currencies = value;
            case "price" -> input.prices.get(0).amount = value;
            case "overage" -> traffic.prices.get(0).amount = value;
            case "included" -> traffic.included = value;
            case "unit" -> traffic.unit = value;
            case "rule" -> traffic.rule = value;
            case "type" -> traffic.type = value;
            case "thresholds" -> traffic.thresholds = value;
            case "server" -> input.servers = List.of(value);
            default -> throw new IllegalArgumentException(what);
        }
        var refused = catchThrowableOfType(Refused.class, () -> desk.create(input));
        assertThat(refused.faults()).anySatisfy(fault -> {
            assertThat(fault.field()).isEqualTo(field);
            assertThat(fault.problem().code()).isEqualTo(code);
        });
        assertThat(shop.id("select count(*) from service_package")).isZero();
    }

    @Test
    void nobodyOverwritesWhatSomebodyElseSaved() {
        long id = desk.create(Drawer.valid());
        var one = desk.draft(id).input();
        var other = desk.draft(id).input();
        one.name = "One";
        desk.save(id, one);
        other.name = "Other";
        assertThat(catchThrowableOfType(Refused.class, () -> desk.save(id, other))
                        .problem()
                        .code())
                .isEqualTo("draft.changed");
        assertThat(desk.draft(id).head().name()).isEqualTo("One");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from terms",
                "update terms set included = 0",
                "delete from terms_price",
                "update terms_price set amount = 0",
                "insert into terms_price (terms_id, element, currency, per, amount) select id, 'x', 'EUR', 'OVERAGE', 1 from terms limit 1",
                "update package_version set state = 'DRAFT', starts_on = null, published_at = null, published_by = null",
                "update package_version set starts_on = '2020-01-01'",
                "delete from package_version",
                "delete from package_price",
                "delete from package_server",
                "delete from package_image",
                "delete from version_currency",
                "delete from terms_meter",
                "insert into terms_threshold (terms_id, percent) select id, 50 from terms limit 1",
                "truncate terms cascade",
                "insert into package_version (package_id, number, name, state, starts_on, published_at, published_by) "
                        + "select id, 9, 'x', 'PUBLISHED', now(), now(), 'x' from service_package",
                "update unit_of_measure set ratio = 1000 where name = 'GiB'",
                "update unit_of_measure set name = 'Gib' where name = 'GiB'",
                "update meter set base_unit = 'ms' where name = 'in'",
                "delete from meter where name = 'io'"
            })
    void aPublishedVersionNeverChanges(String sql) {
        drawer.published();
        assertThatThrownBy(() -> shop.db.update(sql)).isInstanceOf(DbFault.class);
        var owner = new Db(shop.database.owner());
        assertThatThrownBy(() -> owner.update(sql))
                .isInstanceOf(DbFault.class)
                .hasMessageMatching("(?s).*(never changes|append-only|begins as a draft|keeps its meaning).*");
    }

    @Test
    void theDatabaseItselfRefusesToPublishNonsense() {
        var input = Drawer.valid();
        named(input, "traffic").limit = "1";
        desk.create(input);
        assertThatThrownBy(
                        () -> shop.db.update(
                                "update package_version set state = 'PUBLISHED', starts_on = now(), published_at = now(), published_by = 'x'"))
                .hasMessageContaining("cannot be published");
    }

    @Test
    void aPriceThatComesDuringAPublicationIsCheckedOrRefused() throws Exception {
        desk.create(Drawer.valid());
        var inserted = new CountDownLatch(1);
        var writer = CompletableFuture.runAsync(() -> shop.db.change(session -> {
            session.update("insert into terms_price (terms_id, element, currency, per, amount) "
                    + "select max(id), 'x', 'EUR', 'OVERAGE', -5 from terms");
            inserted.countDown();
            waitUntilSomebodyWaits();
        }));
        inserted.await();
        assertThatThrownBy(
                        () -> shop.db.update(
                                "update package_version set state = 'PUBLISHED', starts_on = now(), published_at = now(), published_by = 'x'"))
                .hasMessageContaining("cannot be published");
        writer.join();
        assertThat(shop.id("select count(*) from package_version where state = 'PUBLISHED'"))
                .isZero();
    }

    /** Until another session wants what this one holds. */
    private void waitUntilSomebodyWaits() {
        while (shop.id("select count(*) from pg_locks where not granted") == 0) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void anAddOnCountsTheMeterOfItsNameOnlyIfItsTypeHasIt() {
        var input = Drawer.valid();
        named(input, "traffic").name = "cpu";
        assertThat(desk.draft(desk.create(input))
                        .offer()
                        .addOn("cpu")
                        .orElseThrow()
                        .meters())
                .containsExactly("in", "out");
        var one = Drawer.valid();
        one.internalName = "other";
        named(one, "traffic").name = "out";
        assertThat(desk.draft(desk.create(one))
                        .offer()
                        .addOn("out")
                        .orElseThrow()
                        .meters())
                .containsExactly("out");
    }

    @Test
    void whoPaysInACurrencyThatCameLaterIsBilledFromItsFirstDay() {
        long id = drawer.published();
        drawer.next(id, LocalDate.of(2026, 6, 10), input -> {
            input.currencies = "EUR, USD";
            input.prices.add(price("USD", "MONTHLY", "17"));
            named(input, "traffic").prices.add(price("USD", "OVERAGE", "333"));
        });
        var published = shop.db.transaction(PublishedTerms::load);
        var day = LocalDate.of(2026, 6, 15);
        assertThat(published.on(id, Currency.getInstance("USD"), day, LocalDate.of(2026, 6, 5)))
                .hasSize(1);
    }

    @Test
    void whatWasLookedAtIsPublishedOrNothing() {
        long id = desk.create(Drawer.valid());
        int looked = desk.draft(id).version().revision();
        desk.save(id, desk.draft(id).input());
        assertThatThrownBy(() -> desk.publish(id, MAY, looked, "test")).hasMessageContaining("somebody else");
        assertThatThrownBy(() -> desk.discard(id, looked)).hasMessageContaining("somebody else");
        desk.publish(id, MAY, looked + 1, "test");
    }

    @Test
    void aNewVersionAppliesFromTheNextAccountingPeriodAndOldChargesStayOnOldTerms() {
        long id = drawer.published();
        AccountId account = shop.account("A", "5000000.00");
        ServiceId service = shop.service(account, id, "1", MAY);
        uses(MAY, 5121);
        shop.run(MAY);
        drawer.next(
                id,
                LocalDate.of(2026, 5, 25),
                input -> named(input, "traffic").prices.get(0).amount = "100");
        uses(LocalDate.of(2026, 5, 26), 1);
        shop.clock.set(Instant.parse("2026-06-05T08:00:00Z"));
        shop.run(LocalDate.of(2026, 5, 26));
        assertThat(shop.charges(service)).containsExactly("300.00", "300.00");
        uses(LocalDate.of(2026, 6, 1), 5122);
        shop.run(LocalDate.of(2026, 6, 1));
        assertThat(shop.charges(service)).containsExactly("300.00", "300.00", "200.00");
        uses(MAY, 5120);
        shop.run(MAY);
        assertThat(shop.charges(service)).containsExactly("300.00", "300.00", "200.00", "-300.00");
    }

    @Test
    void anAddOnThatANewVersionDropsIsNoLongerBilled() {
        long id = drawer.published();
        AccountId account = shop.account("A", "5000000.00");
        ServiceId service = shop.service(account, id, "1", MAY);
        drawer.next(id, LocalDate.of(2026, 6, 1), input -> input.addOns.removeIf(one -> one.type.equals("traffic")));
        uses(MAY, 5121);
        shop.run(MAY);
        shop.clock.set(Instant.parse("2026-06-05T08:00:00Z"));
        uses(LocalDate.of(2026, 6, 1), 9000);
        shop.run(LocalDate.of(2026, 6, 1));
        assertThat(shop.charges(service)).containsExactly("300.00");
    }

    @Test
    void eachCurrencyHasItsOwnPrice() {
        var input = Drawer.valid();
        input.currencies = "EUR, USD";
        input.prices.add(price("USD", "MONTHLY", "17"));
        named(input, "traffic").prices.add(price("USD", "OVERAGE", "333"));
        long id = desk.create(input);
        desk.publish(id, MAY, 0, "test");
        var published = shop.db.transaction(PublishedTerms::load);
        var dollars = published.on(id, Currency.getInstance("USD"), MAY, MAY).get(0);
        assertThat(dollars.tariff().price()).hasToString("333 USD");
        assertThat(published.on(id, Shop.EUR, MAY, MAY).get(0).tariff().price()).hasToString("300 EUR");
        assertThat(published.byId(dollars.id(), Shop.EUR).tariff().price()).hasToString("300 EUR");
        assertThat(published.on(id, Currency.getInstance("CHF"), MAY, MAY)).isEmpty();
    }

    @Test
    void theSeedsTrafficCostsAMillionAndAHalfAtMost() {
        var exposure =
                Exposure.of(desk.draft(desk.create(Drawer.valid())).offer()).get(0);
        assertThat(exposure.largest()).isEqualTo(Money.of("1536000.00", "EUR"));
        assertThat(exposure.alarming()).isTrue();
        var modest = Drawer.valid();
        modest.internalName = "other";
        named(modest, "traffic").prices.get(0).amount = "0.2";
        var small = Exposure.of(desk.draft(desk.create(modest)).offer()).get(0);
        assertThat(small.largest()).isEqualTo(Money.of("1024.00", "EUR"));
        assertThat(small.alarming()).isFalse();
        var daily = exposure(one -> one.period = "DAY");
        assertThat(daily.largest()).isEqualTo(Money.of("1024.00", "EUR"));
        assertThat(daily.alarming()).as("31 days of it").isTrue();
        assertThat(exposure(one -> one.limit = "").largest()).isNull();
        assertThat(exposure(one -> one.atLimit = "NOTIFY").largest()).isNull();
        assertThat(exposure(one -> one.atLimit = "NOTIFY").alarming()).isTrue();
    }

    @Test
    void theLastClosedMonthIsReplayedOnTheDraft() {
        long id = drawer.published();
        AccountId account = shop.account("A", "5000000.00");
        ServiceId one = shop.service(account, id, "1", MAY);
        shop.service(account, id, "2", MAY);
        uses(MAY, 5121);
        shop.servers.uses("2", MAY, "in", 10 * GIB);
        shop.run(MAY);
        uses(LocalDate.of(2026, 5, 2), 900);
        shop.run(LocalDate.of(2026, 5, 2));
        shop.clock.set(Instant.parse("2026-06-05T08:00:00Z"));
        desk.revise(id);
        var input = desk.draft(id).input();
        named(input, "traffic").included = "6000";
        named(input, "traffic").limit = "6020";
        desk.save(id, input);
        var simulation = desk.simulate(id, null);
        assertThat(simulation.month()).isEqualTo(YearMonth.of(2026, 5));
        var line = simulation.lines().get(0);
        assertThat(line.subject().serviceId()).isEqualTo(one.value());
        assertThat(line.missingDays()).isEqualTo(29);
        assertThat(line.sold()).isTrue();
        assertThat(line.was()).isEqualTo(Money.of("270300.00", "EUR"));
        assertThat(line.would()).isEqualTo(Money.of("6300.00", "EUR"));
        assertThat(line.wouldStop()).isEqualTo(LocalDate.of(2026, 5, 2));
        assertThat(simulation.lines().get(1).would()).isEqualTo(Money.of("0.00", "EUR"));
        assertThat(simulation.totals()).singleElement().satisfies(total -> {
            assertThat(total.change()).isEqualTo(Money.of("-264000.00", "EUR"));
            assertThat(total.wasStopped()).isZero();
            assertThat(total.wouldStop()).isEqualTo(1);
        });
        assertThat(shop.balance(account)).isEqualTo(Money.of("4729700.00", "EUR"));
        assertThatThrownBy(() -> desk.simulate(id, YearMonth.of(2026, 6))).hasMessageContaining("not over yet");
    }

    @Test
    void aBrokenDraftIsNotSimulated() {
        var input = Drawer.valid();
        named(input, "traffic").limit = "1";
        long id = desk.create(input);
        var refused = catchThrowableOfType(Refused.class, () -> desk.simulate(id, null));
        assertThat(refused.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.field()).isEqualTo("addOns.traffic.limit"));
    }

    @Test
    void onlyWhatChangedIsShownSideBySide() {
        long id = drawer.published();
        desk.revise(id);
        assertThat(desk.differences(id)).isEmpty();
        var input = desk.draft(id).input();
        named(input, "traffic").limit = "20480";
        input.addOns.add(addOn("mem", "INCLUDED", memory -> memory.included = "1024"));
        input.images.clear();
        desk.save(id, input);
        assertThat(desk.differences(id))
                .extracting(one -> one.field() + ": " + one.before() + " > " + one.after())
                .contains(
                        "addOns.traffic.limit: 10240 > 20480",
                        "addOns.mem.included:  > 1024",
                        "images: " + Drawer.DEBIAN + " > ")
                .noneMatch(line -> line.startsWith("addOns.ip"));
    }

    @Test
    void aPackageIsCopiedWithdrawnAndSoldAgain() {
        long id = drawer.published();
        long copy = desk.copy(id, "A copy", "copy");
        assertThat(desk.draft(copy).head().state()).isEqualTo(PackageState.DRAFT);
        assertThat(desk.faults(copy, MAY)).isEmpty();
        desk.sell(id, false);
        assertThat(desk.shown(id).head().state()).isEqualTo(PackageState.WITHDRAWN);
        desk.sell(id, true);
        assertThat(desk.shown(id).head().state()).isEqualTo(PackageState.PUBLISHED);
        desk.discard(copy, 0);
        assertThatThrownBy(() -> desk.shown(copy)).hasMessageContaining("no service package");
        assertThatThrownBy(() -> desk.discard(id, 0)).hasMessageContaining("no draft");
    }

    @Test
    void aPublishedPackageTakesItsNewNameWithTheNewVersion() {
        long id = drawer.published();
        desk.revise(id);
        var input = desk.draft(id).input();
        input.name = "Better";
        desk.save(id, input);
        assertThat(desk.draft(id).head().name()).isEqualTo("The seed's");
        assertThat(desk.differences(id))
                .singleElement()
                .satisfies(one -> assertThat(one.after()).isEqualTo("Better"));
        desk.publish(id, LocalDate.of(2026, 6, 1), 0, "test");
        assertThat(desk.shown(id).head().name()).isEqualTo("Better");
    }

    @Test
    void theTemplateOfAPublishedPackageStays() {
        long id = drawer.published();
        desk.revise(id);
        var input = desk.draft(id).input();
        input.internalName = "other";
        var refused = catchThrowableOfType(Refused.class, () -> desk.save(id, input));
        assertThat(refused.faults().get(0).field()).isEqualTo("internalName");
    }

    private Exposure exposure(Consumer<AddOnInput> change) {
        var input = Drawer.valid();
        input.internalName = "p" + System.nanoTime();
        named(input, "traffic").prices.get(0).amount = "0.2";
        change.accept(named(input, "traffic"));
        return Exposure.of(desk.draft(desk.create(input)).offer()).get(0);
    }

    private void uses(LocalDate day, long gib) {
        shop.servers.uses("1", day, "in", gib * GIB);
        shop.servers.uses("1", day, "out", 0);
    }
}
