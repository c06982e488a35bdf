package org.vimeter.recurring;

import java.util.Map;
import java.util.TreeMap;
import org.vimeter.catalog.AddOnType;
import org.vimeter.offer.Offer;
import org.vimeter.offer.OfferedAddOn;
import org.vimeter.offer.OfferedAddOn.Element;
import org.vimeter.offer.Rule;

/**
 * What was chosen of a package, by the internal names of its add-ons.
 *
 * @param quantities of add-ons on order, in base units, what is included counted in
 * @param elements of enumerations
 */
public record Selection(Map<String, Long> quantities, Map<String, String> elements) {
    public static final Selection NONE = new Selection(Map.of(), Map.of());

    public Selection {
        quantities = Map.copyOf(quantities);
        elements = Map.copyOf(elements);
    }

    /**
     * These, and what is preset where nothing was chosen; without what the offer has not. An operating system is never
     * preset: it is the disk image's.
     */
    public Selection of(Offer offer) {
        var amounts = new TreeMap<String, Long>();
        var chosen = new TreeMap<String, String>();
        for (var addOn : offer.addOns()) {
            var name = addOn.name();
            if (addOn.rule() == Rule.ON_ORDER) {
                amounts.put(name, quantities.getOrDefault(name, Math.max(addOn.least(), included(addOn))));
            } else if (addOn.rule() == Rule.ENUMERATION) {
                chosen.put(name, elements.getOrDefault(name, preset(addOn)));
            }
        }
        chosen.values().removeIf(String::isEmpty);
        return new Selection(amounts, chosen);
    }

    private static String preset(OfferedAddOn addOn) {
        return addOn.isOf(AddOnType.OPERATING_SYSTEM)
                ? ""
                : addOn.elements().stream()
                        .filter(Element::preset)
                        .map(Element::name)
                        .findFirst()
                        .orElse("");
    }

    static long included(OfferedAddOn addOn) {
        var included = addOn.amounts().included();
        return included == null ? 0 : included;
    }
}
