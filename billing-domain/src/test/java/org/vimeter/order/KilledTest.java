package org.vimeter.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vimeter.account.AccountId;
import org.vimeter.enforcement.SuspensionCause;
import org.vimeter.offer.Storefront;
import org.vimeter.service.ServiceId;
import org.vimeter.testing.FakeServers.Killed;
import org.vimeter.testing.Shop;

/** A whole life, killed at each moment around each call in turn: it ends as the life that nobody disturbed. */
class KilledTest {
    private static final int MOST_MOMENTS = 200;

    private final Storefront store = new Storefront();
    private final Shop shop = store.shop;
    private final long start = store.published("start", input -> {});
    private boolean killed;

    @Test
    void eachMomentOfALife() {
        var calm = life(0);
        assertThat(calm).hasSize(9);
        int moment = 1;
        do {
            killed = false;
            assertThat(life(moment)).as("killed at moment %d", moment).isEqualTo(calm);
            moment++;
        } while (killed && moment < MOST_MOMENTS);
        assertThat(moment).isGreaterThan(30);
    }

    /** Ordered, suspended, released, changed, ended: what it came to. */
    private List<String> life(int moment) {
        shop.servers.calls.clear();
        shop.clock.set(Instant.parse("2026-05-20T08:00:00Z"));
        shop.servers.diesAt(moment);
        AccountId account = shop.account("A" + moment, "100");
        var input = store.input(start, "MONTHLY");
        input.quantities.put("ip", "2");
        OrderId order = store.order(account, input);
        settle();
        ServiceId service = store.service(order);
        store.suspensions.suspend(service, SuspensionCause.STAFF, "admin", "a test");
        settle();
        store.suspensions.release(store.suspensions.ofService(service).get(0).id(), "admin", null);
        settle();
        var change = store.change();
        change.quantities.put("mem", "2048");
        change.quantities.put("ip", "3");
        store.changeService.change(store.asking(account, service), change);
        settle();
        var end = new EndInput();
        end.when = "NOW";
        store.endService.end(store.asking(account, service), end);
        settle();
        shop.servers.diesAt(0);
        assertThat(shop.servers.vms).isEmpty();
        return result(account, service);
    }

    private void settle() {
        for (int i = 0; i < 3; i++) {
            try {
                store.minutes(1);
            } catch (Killed processDied) {
                killed = true;
            }
        }
    }

    private List<String> result(AccountId account, ServiceId service) {
        return shop.db.list("""
                select 'fee ' || per || ' ' || sequence || ' ' || amount as line from recurring_charge where service_id = ?
                union all select 'orders ' || kind || ' ' || status || ' ' || count(*) from service_order where account_id = ? group by kind, status
                union all select 'suspended ' || cause || ' ' || count(*) from suspension where service_id = ? group by cause
                union all select 'balance ' || b.amount from balance b join ledger_account l on l.id = b.ledger_account_id where l.account_id = ?
                order by 1
                """, row -> row.text("line"), service, account, service, account);
    }
}
