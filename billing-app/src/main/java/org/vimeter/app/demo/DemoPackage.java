package org.vimeter.app.demo;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.vimeter.catalog.AddOnTypeInput;
import org.vimeter.catalog.EditAddOnType;
import org.vimeter.offer.AddOnInput;
import org.vimeter.offer.AddOnInput.ElementInput;
import org.vimeter.offer.EditPackage;
import org.vimeter.offer.PackageInput;
import org.vimeter.offer.PriceInput;

/** The demo's package, published, with a draft of its next version to compare and to simulate. */
@Singleton
public class DemoPackage {
    private static final String THRESHOLDS = "80, 95, 100";
    private static final List<String> IMAGES = List.of("ISPsystem__AlmaLinux-9-amd64", "ISPsystem__Debian-12-x86_64");

    @Inject
    private EditAddOnType types;

    @Inject
    private EditPackage packages;

    @Inject
    private Clock clock;

    long create() {
        types.create(types.itemTypes().get(0).id(), operations());
        long id = packages.create(start());
        packages.publish(id, LocalDate.now(clock), 0, "demo");
        draft(id);
        return id;
    }

    private static PackageInput start() {
        var input = new PackageInput();
        input.name = "VPS Start";
        input.internalName = "VPS-Start";
        input.currencies = "EUR";
        input.prices = List.of(price("MONTHLY", "9.90"), price("YEARLY", "99.00"), price("SETUP", "5.00"));
        input.servers = List.of(DemoShop.SERVER);
        input.images = IMAGES;
        input.addOns = List.of(addresses(), included("disc", "40"), memory(), system(), traffic(), time(), disk());
        return input;
    }

    private void draft(long id) {
        packages.revise(id);
        var next = packages.draft(id).input();
        var traffic = next.addOns.stream()
                .filter(addOn -> addOn.name.equals("traffic"))
                .findFirst()
                .orElseThrow();
        traffic.included = "800";
        traffic.prices = List.of(price("OVERAGE", "0.015"));
        packages.save(id, next);
    }

    private static AddOnTypeInput operations() {
        var type = new AddOnTypeInput();
        type.name = "io";
        type.title = "Disk operations";
        type.unit = "iops";
        type.meters = List.of("io");
        return type;
    }

    private static AddOnInput addresses() {
        return addOn("ip", addOn -> {
            addOn.rule = "ON_ORDER";
            addOn.minimum = "1";
            addOn.maximum = "8";
            addOn.step = "1";
            addOn.included = "1";
            addOn.prices = List.of(price("MONTHLY", "2.00"), price("YEARLY", "20.00"));
        });
    }

    private static AddOnInput included(String type, String value) {
        return addOn(type, addOn -> {
            addOn.included = value;
            addOn.policy = "FORBIDDEN";
        });
    }

    private static AddOnInput memory() {
        return addOn("mem", addOn -> {
            addOn.rule = "ON_ORDER";
            addOn.minimum = "1024";
            addOn.maximum = "8192";
            addOn.step = "1024";
            addOn.included = "2048";
            addOn.policy = "UP_ONLY";
            addOn.prices = List.of(price("MONTHLY", "1.50"), price("YEARLY", "15.00"));
        });
    }

    private static AddOnInput system() {
        return addOn("ostempl", addOn -> {
            addOn.rule = "ENUMERATION";
            for (var image : IMAGES) {
                var element = new ElementInput();
                element.name = image;
                element.preset = image.equals(IMAGES.get(1));
                addOn.elements.add(element);
            }
        });
    }

    private static AddOnInput traffic() {
        return metered("traffic", "GiB", "0.012", addOn -> {
            addOn.included = "1000";
            addOn.limit = "10240";
        });
    }

    private static AddOnInput time() {
        return metered("cpu", "hour", "0.015", addOn -> {
            addOn.included = "200";
            addOn.limit = "2500";
        });
    }

    private static AddOnInput disk() {
        return metered("io", "iops", "0.05", addOn -> {
            addOn.included = "10";
            addOn.period = "DAY";
        });
    }

    private static AddOnInput metered(String type, String unit, String price, Consumer<AddOnInput> fields) {
        return addOn(type, addOn -> {
            addOn.rule = "METERED";
            addOn.unit = unit;
            addOn.thresholds = THRESHOLDS;
            addOn.prices = List.of(price("OVERAGE", price));
            fields.accept(addOn);
        });
    }

    private static AddOnInput addOn(String type, Consumer<AddOnInput> fields) {
        var addOn = new AddOnInput();
        addOn.type = type;
        fields.accept(addOn);
        return addOn;
    }

    private static PriceInput price(String per, String amount) {
        return PriceInput.of("EUR", per, amount);
    }
}
