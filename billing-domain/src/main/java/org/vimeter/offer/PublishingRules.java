package org.vimeter.offer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.AddOnType;
import org.vimeter.problem.Faults;
import org.vimeter.server.DiskImage;

/** What must be true of a version before anybody can order it. Every rule that fails is said, by field. */
final class PublishingRules {
    private final Offer offer;
    private final Faults faults;

    public PublishingRules(Offer offer, Faults faults) {
        this.offer = offer;
        this.faults = faults;
    }

    /**
     * A server that the package is sold on, as it is now.
     *
     * @param templates names of its VM templates
     * @param untold types of add-ons that its kind of server cannot be told
     */
    public record Site(String server, List<String> templates, List<DiskImage> images, Set<String> untold) {}

    public void check(String internalName, List<Site> sites) {
        prices();
        sites(internalName, sites);
        addresses();
        disk();
        checkAddOns();
        onlyOnce();
        countedOnce();
        told(sites);
        images(sites);
    }

    /** Each add-on by itself. */
    public void checkAddOns() {
        offer.addOns().forEach(addOn -> new AddOnRules(offer, addOn, faults.in("addOns." + addOn.name())).check());
    }

    /** Traffic in both directions beside incoming traffic would bill the same bytes twice. */
    private void countedOnce() {
        var counted = new HashMap<String, String>();
        offer.addOns().stream()
                .filter(addOn -> addOn.rule() == Rule.METERED)
                .forEach(addOn -> countedOnce(addOn, counted));
    }

    /** @param counted titles of add-ons by the meters that they count */
    private void countedOnce(OfferedAddOn addOn, Map<String, String> counted) {
        for (var meter : addOn.meters()) {
            var other = counted.putIfAbsent(meter, addOn.title());
            if (other != null) {
                faults.add("addOns." + addOn.name() + ".type", "publish.counted-twice", meter, other, addOn.title());
                return;
            }
        }
    }

    /** What is sold the server must be able to give. */
    private void told(List<Site> sites) {
        for (var addOn : offer.addOns()) {
            for (var site : sites) {
                if (addOn.rule() != Rule.METERED
                        && site.untold().contains(addOn.type().name())) {
                    faults.add("addOns." + addOn.name() + ".type", "publish.untold", addOn.title(), site.server());
                }
            }
        }
    }

    /** A VM has one amount of RAM, one disk, one system. */
    private void onlyOnce() {
        var seen = new HashSet<String>();
        for (var addOn : offer.addOns()) {
            if (!addOn.type().isMetered() && !seen.add(addOn.type().name())) {
                faults.add(
                        "addOns." + addOn.name() + ".type",
                        "publish.twice",
                        addOn.type().title());
            }
        }
    }

    private void prices() {
        for (var currency : offer.currencies()) {
            boolean sold = PriceKind.PERIODS.stream()
                    .anyMatch(per -> offer.prices().find(currency, per).isPresent());
            if (!sold) {
                faults.add("prices." + currency + ".MONTHLY", "publish.no-price", currency);
            }
        }
        AddOnRules.requireNotNegative(offer.prices(), faults);
    }

    private void sites(String internalName, List<Site> sites) {
        if (offer.servers().isEmpty()) {
            faults.add("servers", "publish.no-server");
        }
        for (var site : sites) {
            if (!site.templates().contains(internalName)) {
                var templates = String.join(", ", site.templates());
                faults.add("internalName", "publish.template", internalName, site.server(), templates);
            }
        }
    }

    private void addresses() {
        var kinds = Set.of(AddOnType.IP, AddOnType.IPV6);
        var found = offer.addOns().stream()
                .filter(addOn -> kinds.contains(addOn.type().name()))
                .toList();
        if (found.stream().noneMatch(addOn -> addOn.least() >= 1)) {
            var field = found.stream()
                    .findFirst()
                    .map(addOn -> "addOns." + addOn.name() + (addOn.rule() == Rule.ON_ORDER ? ".minimum" : ".included"))
                    .orElse("addOns");
            faults.add(field, "publish.address");
        }
    }

    private void disk() {
        offer.addOns().stream()
                .filter(addOn ->
                        addOn.isOf(AddOnType.DISK) && addOn.isAmount() && addOn.policy() != ChangePolicy.FORBIDDEN)
                .forEach(addOn -> faults.add("addOns." + addOn.name() + ".policy", "publish.disk"));
    }

    private void images(List<Site> sites) {
        if (offer.images().isEmpty()) {
            faults.add("images", "publish.no-image");
        }
        for (var site : sites) {
            for (var name : offer.images()) {
                var image = site.images().stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst();
                if (image.isEmpty()) {
                    faults.add("images", "publish.image", name, site.server());
                } else {
                    minimum(
                            AddOnType.MEMORY,
                            "publish.memory",
                            image.get(),
                            image.get().minMemory());
                    minimum(
                            AddOnType.DISK,
                            "publish.disk-size",
                            image.get(),
                            image.get().minDisk());
                }
            }
        }
    }

    /** What the package does not name comes from the VM template, which the server checks itself. */
    private void minimum(String type, String code, DiskImage image, @Nullable Long least) {
        var found = offer.ofType(type);
        if (least == null
                || found.isEmpty()
                || !found.get().isAmount()
                || found.get().least() >= least) {
            return;
        }
        var addOn = found.get();
        faults.add(
                "addOns." + addOn.name() + (addOn.rule() == Rule.ON_ORDER ? ".minimum" : ".included"),
                code,
                addOn.unit().fromBase(addOn.least()).toPlainString(),
                addOn.unit(),
                image.name(),
                image.server(),
                addOn.unit().fromBase(least).toPlainString());
    }
}
