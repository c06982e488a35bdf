package org.vimeter.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.vimeter.account.AccountId;
import org.vimeter.offer.Storefront;
import org.vimeter.order.EndInput;
import org.vimeter.order.OrderId;
import org.vimeter.overview.StaffLists;
import org.vimeter.service.ServiceId;
import org.vimeter.testing.Shop;
import org.vimeter.vm.Vm;

class DiscoveryTest {
    private final Storefront store = new Storefront();
    private final Shop shop = store.shop;
    private final long start = store.published("start", input -> {});
    private final AccountId account = shop.account("Anna", "100");
    private final Discovery discovery = new Discovery(shop.db, shop.connections);

    @Test
    void whereServerAndServicesDisagree() {
        ServiceId gone = store.active(account, store.input(start, "MONTHLY"));
        ServiceId renamed = store.active(account, store.input(start, "MONTHLY"));
        shop.servers.installation = 5;
        store.order(account, store.input(start, "MONTHLY"));
        store.minutes(1);
        shop.servers.add("7");
        var ids = shop.db.list("select vm_id from service order by id", row -> row.text("vm_id"));
        shop.servers.remove(ids.get(0));
        shop.servers.rename(ids.get(1), "other");
        var found = discovery.on(shop.server);
        assertThat(found.unknown().stream().map(Vm::id))
                .as("not the one that is being installed")
                .containsExactly("7");
        assertThat(found.gone().stream().map(Discovery.Odd::serviceId)).containsExactly(gone.value());
        assertThat(found.renamed().stream().map(Discovery.Odd::serviceId)).containsExactly(renamed.value());
        assertThat(found.renamed().get(0).now()).isEqualTo("other");
    }

    @Test
    void anEmptyListProvesNothing() {
        store.active(account, store.input(start, "MONTHLY"));
        shop.servers.vms.clear();
        var found = discovery.on(shop.server);
        assertThat(found.gone()).isEmpty();
        assertThat(found.problem()).isNotNull();
        shop.servers.down = true;
        assertThat(discovery.on(shop.server).problem()).isNotNull();
    }

    @Test
    void closingEndsWhatIsGone() {
        ServiceId service = store.active(account, store.input(start, "MONTHLY"));
        shop.servers.add("7");
        shop.servers.remove(shop.db
                .list("select vm_id from service", row -> row.text("vm_id"))
                .get(0));
        var now = new EndInput();
        now.when = "NOW";
        OrderId end = store.endService.end(store.staff(account, service), now);
        store.minutes(2);
        assertThat(store.status(end)).isEqualTo("DONE END");
        assertThat(discovery.on(shop.server).gone()).isEmpty();
    }

    @Test
    void aVmThatItsOwnerStoppedIsReportedAndNotStarted() {
        store.active(account, store.input(start, "MONTHLY"));
        var vm = shop.servers.vms.keySet().iterator().next();
        var lists = new StaffLists(shop.db, shop.clock);
        assertThat(lists.idle()).isEmpty();
        shop.servers.power(vm, Vm.Power.STOPPED);
        store.hours(3);
        assertThat(shop.servers.power(vm)).isEqualTo(Vm.Power.STOPPED);
        assertThat(lists.idle()).hasSize(1);
        shop.servers.power(vm, Vm.Power.RUNNING);
        store.hours(2);
        assertThat(lists.idle()).isEmpty();
    }
}
