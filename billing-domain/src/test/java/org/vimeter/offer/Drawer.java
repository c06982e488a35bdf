package org.vimeter.offer;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.vimeter.testing.Shop;

/** Packages made through the same desk as staff use, on a shop with one server. */
public final class Drawer {
    public static final String DEBIAN = "ISPsystem__Debian-12";

    public final Shop shop = new Shop();
    public final EditPackage desk =
            new EditPackage(shop.db, shop.clock, new Publishing(shop.db, shop.connections, shop.clock));

    Drawer() {
        image(DEBIAN);
        shop.servers.templates.addAll(List.of("seed", "other", "copy"));
    }

    public void image(String name) {
        shop.db.update("insert into disk_image (server_id, name, read_at) values (?, ?, now())", shop.server, name);
    }

    /** A package that every rule of publishing holds for. */
    public static PackageInput valid() {
        var input = new PackageInput();
        input.name = "The seed's";
        input.internalName = "seed";
        input.currencies = "EUR";
        input.prices = prices(price("EUR", "MONTHLY", "15.00"));
        input.servers = new ArrayList<>(List.of("s"));
        input.images = new ArrayList<>(List.of(DEBIAN));
        input.addOns = new ArrayList<>(List.of(
                addOn("ip", "INCLUDED", one -> one.included = "1"), addOn("traffic", "METERED", one -> {
                    one.included = "5120";
                    one.limit = "10240";
                    one.prices = prices(price("EUR", "OVERAGE", "300"));
                })));
        return input;
    }

    public static AddOnInput addOn(String type, String rule, Consumer<AddOnInput> fields) {
        var addOn = new AddOnInput();
        addOn.type = type;
        addOn.rule = rule;
        fields.accept(addOn);
        return addOn;
    }

    public static AddOnInput named(PackageInput input, String name) {
        return input.addOns.stream()
                .filter(one -> one.name.equals(name) || one.name.isEmpty() && one.type.equals(name))
                .findFirst()
                .orElseThrow();
    }

    public static PriceInput price(String currency, String per, String amount) {
        return PriceInput.of(currency, per, amount);
    }

    public static List<PriceInput> prices(PriceInput... prices) {
        return new ArrayList<>(Arrays.asList(prices));
    }

    long published() {
        long id = desk.create(valid());
        desk.publish(id, LocalDate.now(shop.clock), 0, "test");
        return id;
    }

    /** The next version, changed and published. */
    public void next(long id, LocalDate startsOn, Consumer<PackageInput> change) {
        desk.revise(id);
        var input = desk.draft(id).input();
        change.accept(input);
        desk.save(id, input);
        desk.publish(id, startsOn, 0, "test");
    }
}
