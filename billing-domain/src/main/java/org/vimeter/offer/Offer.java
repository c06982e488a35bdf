package org.vimeter.offer;

import java.util.List;
import java.util.Optional;

/**
 * All that one version of a package promises and asks: a value, replaced whole while it is a draft.
 *
 * @param currencies ISO codes; a service is billed in its account's
 * @param prices of the package itself, set-up included
 * @param servers numbers of the servers that it is sold on
 * @param images names of the disk images that a client may choose
 */
public record Offer(
        List<String> currencies, Prices prices, List<Long> servers, List<String> images, List<OfferedAddOn> addOns) {

    public Optional<OfferedAddOn> addOn(String name) {
        return addOns.stream().filter(addOn -> addOn.name().equals(name)).findFirst();
    }

    public Optional<OfferedAddOn> ofType(String type) {
        return addOns.stream().filter(addOn -> addOn.isOf(type)).findFirst();
    }
}
