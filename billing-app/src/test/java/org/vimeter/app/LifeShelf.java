package org.vimeter.app;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.vimeter.app.LifeModel.Sold;
import org.vimeter.db.Db;
import org.vimeter.offer.AddOnInput;
import org.vimeter.offer.EditPackage;
import org.vimeter.offer.PackageInput;
import org.vimeter.offer.PriceInput;
import org.vimeter.offer.Publishing;
import org.vimeter.server.Connections;

/** Publishes what the model sells through the desk that staff use. */
final class LifeShelf {
    private LifeShelf() {}

    static Map<Sold, Long> fill(Db db, Clock clock, Connections connections) {
        var desk = new EditPackage(db, clock, new Publishing(db, connections, clock));
        var packages = new EnumMap<Sold, Long>(Sold.class);
        for (var sold : Sold.values()) {
            long id = desk.create(input(sold));
            desk.publish(id, LocalDate.now(clock), 0, "admin");
            packages.put(sold, id);
        }
        return packages;
    }

    private static PackageInput input(Sold sold) {
        var input = new PackageInput();
        input.name = sold.template;
        input.internalName = sold.template;
        input.currencies = "EUR";
        input.prices = List.of(
                price("MONTHLY", sold.price.get(0)), price("DAILY", sold.price.get(1)), price("SETUP", sold.setUp));
        input.servers = List.of("a", "b");
        input.images = List.of(World.IMAGE);
        input.addOns = List.of(
                onOrder("ip", "1", "8", "1", Sold.ADDRESS),
                onOrder("mem", "" + sold.memory, "8192", "" + Sold.STEP, sold.memoryPrice),
                addOn("disc", "INCLUDED", disc -> {
                    disc.included = "40";
                    disc.policy = "FORBIDDEN";
                }),
                system(),
                addOn("traffic", "METERED", traffic -> {
                    traffic.included = "" + sold.included;
                    traffic.limit = "" + 2 * sold.included;
                    traffic.prices = List.of(price("OVERAGE", "0.01"));
                }));
        return input;
    }

    private static AddOnInput system() {
        return addOn("ostempl", "ENUMERATION", system -> {
            var element = new AddOnInput.ElementInput();
            element.name = World.IMAGE;
            element.preset = true;
            element.prices = both(Sold.SYSTEM);
            system.elements.add(element);
        });
    }

    private static AddOnInput onOrder(String type, String least, String most, String step, List<String> prices) {
        return addOn(type, "ON_ORDER", addOn -> {
            addOn.minimum = least;
            addOn.maximum = most;
            addOn.step = step;
            addOn.included = least;
            addOn.prices = both(prices);
        });
    }

    private static AddOnInput addOn(String type, String rule, Consumer<AddOnInput> fields) {
        var addOn = new AddOnInput();
        addOn.type = type;
        addOn.rule = rule;
        fields.accept(addOn);
        return addOn;
    }

    private static List<PriceInput> both(List<String> prices) {
        return List.of(price("MONTHLY", prices.get(0)), price("DAILY", prices.get(1)));
    }

    private static PriceInput price(String per, String amount) {
        return PriceInput.of("EUR", per, amount);
    }
}
