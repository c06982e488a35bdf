package org.vimeter.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vimeter.order.Order.Status;
import org.vimeter.testing.Shop;

/** What is open is said once in SQL and once in Java. */
class OpenOrdersTest {
    private final Shop shop = new Shop();

    @ParameterizedTest
    @EnumSource(Status.class)
    void theDatabaseAndTheCodeAgree(Status status) {
        long servicePackage = shop.servicePackage("p");
        shop.db.update("""
                insert into service_order (key, kind, account_id, server_id, package_id, per, currency, status, step, step_since, next_at,
                        ordered_by, by_staff, ordered_at)
                    values ('k', 'NEW', ?, ?, ?, 'MONTHLY', 'EUR', ?, 'FUNDS', now(), now(), 'anna', false, now())
                """, shop.account("anna", "0"), shop.server, servicePackage, status);
        assertThat(shop.id("select count(*) from open_order")).isEqualTo(status.isOpen() ? 1 : 0);
        assertThat(shop.id("select count(*) from order_at_work"))
                .isEqualTo(status.isOpen() && status != Status.WAITING ? 1 : 0);
    }
}
