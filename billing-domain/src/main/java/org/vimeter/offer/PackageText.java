package org.vimeter.offer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A version as the texts of its fields, by path, for comparing. What a billing rule does not use is left out. */
final class PackageText {
    private final Map<String, String> fields = new LinkedHashMap<>();

    private PackageText() {}

    static Map<String, String> of(PackageInput input) {
        var text = new PackageText();
        text.put("name", input.name);
        text.put("currencies", input.currencies);
        text.prices("", input.prices);
        text.put("servers", String.join(", ", input.servers));
        text.put("images", String.join(", ", input.images));
        input.addOns.forEach(text::addOn);
        return text.fields;
    }

    private void put(String field, String value) {
        if (!value.isEmpty()) {
            fields.put(field, value);
        }
    }

    private void prices(String path, List<PriceInput> prices) {
        prices.forEach(price -> put(path + "prices." + price.currency + "." + price.per, price.amount));
    }

    private void addOn(AddOnInput addOn) {
        var path = "addOns." + addOn.name + ".";
        put(path + "type", addOn.type);
        put(path + "title", addOn.title);
        put(path + "rule", addOn.rule);
        put(path + "unit", addOn.unit);
        put(path + "included", addOn.included);
        put(path + "minimum", addOn.minimum);
        put(path + "maximum", addOn.maximum);
        put(path + "step", addOn.step);
        put(path + "limit", addOn.limit);
        rules(path, addOn);
        prices(path, addOn.prices);
        for (var element : addOn.elements) {
            put(path + "elements." + element.name + ".title", element.title);
            put(path + "elements." + element.name + ".preset", element.preset ? "YES" : "");
            prices(path + "elements." + element.name + ".", element.prices);
        }
    }

    private void rules(String path, AddOnInput addOn) {
        if (addOn.rule.equals("INCLUDED") || addOn.rule.equals("ON_ORDER")) {
            put(path + "policy", addOn.policy);
        }
        if (addOn.rule.equals("METERED")) {
            put(path + "combine", addOn.combine);
            put(path + "period", addOn.period);
            put(path + "limitTest", addOn.limitTest);
            put(path + "atLimit", addOn.atLimit);
            put(path + "beyondLimit", addOn.beyondLimit);
            put(path + "thresholds", addOn.thresholds);
        }
    }
}
