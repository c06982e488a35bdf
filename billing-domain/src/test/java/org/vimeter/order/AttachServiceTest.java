package org.vimeter.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vimeter.account.AccountId;
import org.vimeter.account.Accounts;
import org.vimeter.offer.BillingPeriod;
import org.vimeter.offer.PackageId;
import org.vimeter.offer.Storefront;
import org.vimeter.problem.Refused;
import org.vimeter.secret.Holder;
import org.vimeter.server.ServerId;
import org.vimeter.service.NewService;
import org.vimeter.service.ServiceId;
import org.vimeter.testing.Shop;
import org.vimeter.testing.StoredEntities;

class AttachServiceTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 5, 20);
    private final Storefront store = new Storefront();
    private final Shop shop = store.shop;
    private final StoredEntities entities = new StoredEntities(shop.db);
    private final AttachService attach =
            new AttachService(shop.db, shop.clock, new Accounts(shop.db, entities), entities);
    private final long start = store.published("start", input -> {});
    private final AccountId account = shop.account("Anna", "100");

    private static String refusal(ThrowingCallable call) {
        return catchThrowableOfType(Refused.class, call).problem().code();
    }

    private NewService vm(String id, LocalDate firstDay, @Nullable BillingPeriod per) {
        return new NewService(
                account,
                new PackageId(start),
                new ServerId(shop.server),
                new NewService.Vm(id, "vm" + id),
                firstDay,
                per);
    }

    private NewService vm(String id) {
        return vm(id, TODAY, null);
    }

    private long second(String name) {
        return shop.id("""
                insert into server (name, kind, url, login, password_sealed, zone)
                    values (?, 'VMMANAGER_KVM', 'http://t', 'admin', ?, 'Europe/Berlin') returning id
                """, name, shop.secrets.seal("pw", Holder.server("http://t")));
    }

    @Test
    void aVmThatExistsIsBilledFromItsFirstDayOn() {
        ServiceId usage = attach.attach(vm("7", TODAY.minusDays(3), null));
        ServiceId recurring = attach.attach(vm("8", TODAY, BillingPeriod.MONTHLY));
        assertThat(usage).isNotEqualTo(recurring);
        assertThat(shop.db.list(
                        "select vm_name, first_day, renews_on from service order by id",
                        row -> row.text("vm_name") + " " + row.day("first_day") + " " + row.dayOrNull("renews_on")))
                .containsExactly("vm7 2026-05-17 null", "vm8 2026-05-20 2026-05-20");
        assertThat(store.shop.db.list(
                        "select service_id from service_config where per = 'MONTHLY'",
                        row -> row.id("service_id", ServiceId::new)))
                .containsExactly(recurring);
    }

    @Test
    void whatIsNotThereIsRefused() {
        assertThat(refusal(() -> attach.attach(new NewService(
                        new AccountId(account.value() + 1),
                        new PackageId(start),
                        new ServerId(shop.server),
                        new NewService.Vm("7", "vm7"),
                        TODAY))))
                .isEqualTo("account.unknown");
        assertThat(refusal(() -> attach.attach(new NewService(
                        account,
                        new PackageId(start),
                        new ServerId(shop.server + 1),
                        new NewService.Vm("7", "vm7"),
                        TODAY))))
                .isEqualTo("server.unknown");
        assertThat(refusal(() -> attach.attach(new NewService(
                        account,
                        new PackageId(start + 99),
                        new ServerId(shop.server),
                        new NewService.Vm("7", "vm7"),
                        TODAY))))
                .isEqualTo("package.unknown");
    }

    @Test
    void theFirstDayIsNotAfterTheServersToday() {
        assertThat(refusal(() -> attach.attach(vm("7", TODAY.plusDays(1), null))))
                .isEqualTo("service.first-day");
        shop.clock.advance(Duration.ofHours(15)); // 01:00 of the next day in Berlin, 23:00 in UTC
        assertThatCode(() -> attach.attach(vm("7", TODAY.plusDays(1), null))).doesNotThrowAnyException();
    }

    @Test
    void onlyWhatIsSoldThereInThatCurrencyAndForThatPeriodIsAttached() {
        shop.db.change(session -> session.update("update account set currency = 'USD' where id = ?", account));
        assertThat(refusal(() -> attach.attach(vm("7")))).isEqualTo("service.currency");
        shop.db.change(session -> session.update("update account set currency = 'EUR' where id = ?", account));
        assertThat(refusal(() -> attach.attach(new NewService(
                        account,
                        new PackageId(start),
                        new ServerId(second("t")),
                        new NewService.Vm("7", "vm7"),
                        TODAY))))
                .isEqualTo("service.server");
        assertThat(refusal(() -> attach.attach(vm("7", TODAY, BillingPeriod.QUARTERLY))))
                .isEqualTo("service.period");
        shop.db.change(session -> session.update("update service_package set state = 'WITHDRAWN' where id = ?", start));
        assertThat(refusal(() -> attach.attach(vm("7")))).isEqualTo("service.not-on-sale");
    }

    @Test
    void aVmAndDayBelongToOneService() {
        ServiceId first = attach.attach(vm("7"));
        shop.servers.add("7");
        assertThat(refusal(() -> attach.attach(vm("7")))).isEqualTo("service.taken");
        shop.db.change(session -> session.update("update service set last_day = ? where id = ?", TODAY, first));
        assertThat(refusal(() -> attach.attach(vm("7")))).isEqualTo("service.days-taken");
        shop.clock.advance(Duration.ofDays(1));
        assertThatCode(() -> attach.attach(vm("7", TODAY.plusDays(1), null))).doesNotThrowAnyException();
    }

    @Test
    void oneMachineUnderTwoNamesIsBilledUnderOne() throws Exception {
        long other = second("t");
        shop.servers.add("7");
        shop.servers.add("8");
        attach.attach(vm("7"));
        shop.db.update(
                "insert into disk_image (server_id, name, read_at) select ?, name, read_at from disk_image", other);
        long wide = store.published("wide", input -> input.servers = new ArrayList<>(List.of("s", "t")));
        attach.listed(other, shop.servers.vms());
        var again =
                new NewService(account, new PackageId(wide), new ServerId(other), new NewService.Vm("7", "vm7"), TODAY);
        assertThat(refusal(() -> attach.attach(again))).isEqualTo("service.elsewhere");
        assertThatCode(() -> attach.attach(new NewService(
                        account, new PackageId(wide), new ServerId(other), new NewService.Vm("8", "vm8"), TODAY)))
                .doesNotThrowAnyException();
    }

    @Test
    void aVmThatIsBeingMadeIsItsOrders() {
        shop.servers.installation = 5;
        OrderId order = store.order(account, store.input(start, "MONTHLY"));
        store.minutes(1);
        var name = shop.db.find("select vm_name from service_order where id = ?", row -> row.text("vm_name"), order);
        var made = new NewService(
                account,
                new PackageId(start),
                new ServerId(shop.server),
                new NewService.Vm("9", name.orElseThrow()),
                TODAY);
        assertThat(refusal(() -> attach.attach(made))).isEqualTo("service.ordered");
    }

    @Test
    void aNameIsTakenOverOnceAPersonHasSeenIt() throws Exception {
        ServiceId service = store.active(account, store.input(start, "MONTHLY"));
        var vm = shop.servers.vms.keySet().iterator().next();
        var same = shop.servers.vms();
        assertThat(refusal(() -> attach.takeNewName(service, same))).isEqualTo("service.same-name");
        assertThat(refusal(() -> attach.takeNewName(new ServiceId(service.value() + 1), same)))
                .isEqualTo("service.unknown");
        var end = new EndInput();
        end.when = "PERIOD";
        OrderId order = store.endService.end(store.staff(account, service), end);
        shop.servers.rename(vm, "other");
        attach.takeNewName(service, shop.servers.vms());
        assertThat(shop.db.list("select vm_name from service", row -> row.text("vm_name")))
                .containsExactly("other");
        assertThat(store.orders.openOfService(service)).singleElement().satisfies(open -> {
            assertThat(open.order().id()).isEqualTo(order);
            assertThat(open.order().vm().name()).isEqualTo("other");
        });
        shop.servers.remove(vm);
        assertThat(refusal(() -> attach.takeNewName(service, shop.servers.vms())))
                .isEqualTo("service.vm-gone");
    }
}
