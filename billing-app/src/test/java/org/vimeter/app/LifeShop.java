package org.vimeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.vimeter.order.OrderId;

/** A package with a dear limit on one server, made over REST: what orders are tried with. */
final class LifeShop {
    private LifeShop() {}

    static void open(Server server, URI simulator) {
        open(server, "VMMANAGER_KVM", simulator);
    }

    static void open(Server server, String kind, URI simulator) {
        server.create("/api/v1/servers", """
                {"name": "berlin-1", "kind": "%s", "url": "%s", "login": "admin", "password": "simulated", "zone": "UTC"}
                """.formatted(kind, simulator));
        server.post("/api/v1/servers/1/disk-images", "{}");
        server.create("/api/v1/service-packages", """
                {"name": "VPS", "internalName": "VPS-Start", "currencies": "EUR", "servers": ["berlin-1"],
                 "images": ["ISPsystem__Debian-12-x86_64"],
                 "prices": [{"currency": "EUR", "per": "MONTHLY", "amount": "15"}, {"currency": "EUR", "per": "SETUP", "amount": "5"}],
                 "addOns": [
                  {"type": "ip", "rule": "ON_ORDER", "minimum": "1", "maximum": "8", "step": "1", "included": "1",
                   "prices": [{"currency": "EUR", "per": "MONTHLY", "amount": "2"}]},
                  {"type": "mem", "rule": "ON_ORDER", "minimum": "1024", "maximum": "8192", "step": "1024", "included": "1024",
                   "prices": [{"currency": "EUR", "per": "MONTHLY", "amount": "1.50"}]},
                  {"type": "disc", "rule": "INCLUDED", "included": "40", "policy": "FORBIDDEN"},
                  {"type": "traffic", "rule": "METERED", "unit": "GiB", "included": "5120", "limit": "10240",
                   "prices": [{"currency": "EUR", "per": "OVERAGE", "amount": "300"}]}]}
                """);
        var published = server.post("/api/v1/service-packages/1/publication", "{}");
        assertThat(published.status()).as(published.body()).isEqualTo(200);
        server.create(
                "/api/v1/accounts",
                "{\"name\": \"Anna\", \"currency\": \"EUR\", \"login\": \"anna\", \"password\": \"anna-password\"}");
    }

    static void pay(Server server, String amount) {
        server.create("/api/v1/accounts/1/payments", "{\"amount\": \"%s\"}".formatted(amount), amount);
    }

    static long order(Server server, String key) {
        return server.create("/api/v1/orders", """
                {"account": 1, "servicePackage": 1, "per": "MONTHLY", "image": "ISPsystem__Debian-12-x86_64",
                 "domain": "shop.example.com", "password": "secret-123", "quantities": {"ip": "2"}}
                """, key).id();
    }

    /** Works until an order is through. */
    static void finish(Server server, OrderId order) {
        server.await(
                () -> {
                    var upkeep = server.post("/api/v1/servers/1/upkeep", "{}");
                    assertThat(upkeep.status()).as(upkeep.body()).isEqualTo(204);
                    return server.get("/api/v1/orders/" + order).field("status").equals("DONE");
                },
                "the end of order " + order);
    }
}
