package org.vimeter.order;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.AddOnType;
import org.vimeter.offer.Offer;
import org.vimeter.offer.OfferedAddOn;
import org.vimeter.recurring.Selection;

/**
 * What the server is told to give a VM, as BILLmanager computes it: a metered add-on's limit, else what it includes; what
 * is included and the extra of an ordered one; the name of an enumeration's element where it is a number.
 *
 * @param resources by the internal names of add-on types, in base units
 * @param ipv4 addresses in all
 * @param ipv6 addresses in all
 * @param ipv4First whether the VM is created with IPv4 addresses: a type without a minimum of 1 is never part of a creation
 * @param ipv6First the same of IPv6
 */
record Allotment(Map<String, Long> resources, int ipv4, int ipv6, boolean ipv4First, boolean ipv6First) {
    private static final int MOST_ADDRESSES = 256;
    private static final List<String> NO_RESOURCES = List.of(AddOnType.IP, AddOnType.IPV6, AddOnType.OPERATING_SYSTEM);

    static Allotment of(Offer offer, Selection wanted) {
        var choices = wanted.of(offer);
        return new Allotment(
                resources(offer, choices),
                addresses(offer, AddOnType.IP, choices),
                addresses(offer, AddOnType.IPV6, choices),
                isSure(offer, AddOnType.IP),
                isSure(offer, AddOnType.IPV6));
    }

    /** Of a type that is a resource, or counts addresses. */
    long amount(String type) {
        return switch (type) {
            case AddOnType.IP -> ipv4;
            case AddOnType.IPV6 -> ipv6;
            default -> resources.getOrDefault(type, 0L);
        };
    }

    /** What differs from another one. */
    Map<String, Long> besides(Allotment before) {
        var changed = new LinkedHashMap<>(resources);
        changed.entrySet().removeIf(one -> Objects.equals(one.getValue(), before.resources.get(one.getKey())));
        return changed;
    }

    private static Map<String, Long> resources(Offer offer, Selection choices) {
        var resources = new LinkedHashMap<String, Long>();
        for (var addOn : offer.addOns()) {
            var sent = sent(addOn, choices);
            if (sent != null && !NO_RESOURCES.contains(addOn.type().name())) {
                resources.put(addOn.type().name(), sent);
            }
        }
        return resources;
    }

    private static Long ordered(OfferedAddOn addOn, Selection choices) {
        var included = addOn.amounts().included();
        long quantity = choices.quantities().getOrDefault(addOn.name(), 0L);
        return included == null ? quantity : Math.max(included, quantity);
    }

    private static @Nullable Long sent(OfferedAddOn addOn, Selection choices) {
        var amounts = addOn.amounts();
        return switch (addOn.rule()) {
            case INCLUDED -> amounts.included();
            case METERED -> amounts.limit() != null ? amounts.limit() : amounts.included();
            case ON_ORDER -> ordered(addOn, choices);
            case ENUMERATION -> number(addOn, choices.elements().getOrDefault(addOn.name(), ""));
        };
    }

    private static @Nullable Long number(OfferedAddOn addOn, String element) {
        return element.matches("\\d{1,15}(\\.\\d{1,10})?") ? addOn.unit().toBase(new BigDecimal(element)) : null;
    }

    private static int addresses(Offer offer, String type, Selection choices) {
        return offer.ofType(type)
                .map(addOn -> sent(addOn, choices))
                .map(count -> (int) Math.min(count, MOST_ADDRESSES))
                .orElse(0);
    }

    private static boolean isSure(Offer offer, String type) {
        return offer.ofType(type).filter(addOn -> addOn.least() >= 1).isPresent();
    }
}
