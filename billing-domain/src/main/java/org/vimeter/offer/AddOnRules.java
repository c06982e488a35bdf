package org.vimeter.offer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.AddOnType;
import org.vimeter.catalog.BeyondLimit;
import org.vimeter.problem.Faults;
import org.vimeter.rating.LimitTest;

/** The publishing rules of one add-on. */
final class AddOnRules {
    private final Offer offer;
    private final OfferedAddOn addOn;
    private final Faults faults;

    AddOnRules(Offer offer, OfferedAddOn addOn, Faults faults) {
        this.offer = offer;
        this.addOn = addOn;
        this.faults = faults;
    }

    void check() {
        if (!addOn.type().active()) {
            faults.add("type", "publish.inactive", addOn.type().title());
        }
        if (!addOn.unit().isRelatedTo(addOn.type().unit())) {
            faults.add(
                    "unit",
                    "publish.unit",
                    addOn.unit(),
                    addOn.unit().base(),
                    addOn.type().title(),
                    addOn.type().unit().base());
        }
        requireNotNegative(addOn.prices(), faults);
        switch (addOn.rule()) {
            case INCLUDED -> require("included", addOn.amounts().included());
            case ON_ORDER -> onOrder();
            case ENUMERATION -> enumeration();
            case METERED -> metered();
        }
    }

    static void requireNotNegative(Prices prices, Faults faults) {
        prices.all().stream()
                .filter(price -> price.amount().signum() < 0)
                .forEach(price -> faults.add(
                        "prices." + price.currency() + "." + price.per(),
                        "publish.negative",
                        price.amount().toPlainString(),
                        price.currency()));
    }

    private void require(String field, @Nullable Long amount) {
        if (amount == null) {
            faults.add(field, "publish.no-value");
        }
    }

    private void onOrder() {
        requireEachPrice(addOn.prices(), soldPeriods(), faults);
        var amounts = addOn.amounts();
        var least = amounts.minimum();
        var most = amounts.maximum();
        var step = amounts.step();
        require("minimum", least);
        require("maximum", most);
        if (least != null && most != null && least > most) {
            faults.add("maximum", "publish.range", shown(least), shown(most), addOn.unit());
        }
        if (step == null || step < 1) {
            faults.add("step", "publish.step");
        } else if (least != null && most != null && (most - least) % step != 0) {
            faults.add("step", "publish.steps", shown(least), shown(most), shown(step), addOn.unit());
        }
        var included = amounts.included();
        if (included != null && most != null && included > most) {
            faults.add("included", "publish.included", shown(included), shown(most), addOn.unit());
        }
    }

    /** The periods that the package is sold for. */
    private List<PriceKind> soldPeriods() {
        return PriceKind.PERIODS.stream()
                .filter(per -> offer.prices().all().stream().anyMatch(price -> price.per() == per))
                .toList();
    }

    /** What costs something here must cost something everywhere, or be 0 in so many words: a gap would be a gift. */
    private void requireEachPrice(Prices prices, List<PriceKind> periods, Faults at) {
        if (prices.all().isEmpty()) {
            return;
        }
        for (var currency : offer.currencies()) {
            periods.stream()
                    .filter(per ->
                            isSold(currency, per) && prices.find(currency, per).isEmpty())
                    .forEach(per -> at.add("prices." + currency + "." + per, "publish.price-missing", currency));
        }
    }

    private boolean isSold(String currency, PriceKind per) {
        return per == PriceKind.OVERAGE || offer.prices().find(currency, per).isPresent();
    }

    private void enumeration() {
        if (addOn.isOf(AddOnType.DISK) || addOn.isOf(AddOnType.MEMORY)) {
            faults.add("rule", "publish.not-amount", addOn.type().title());
        }
        if (addOn.elements().isEmpty()) {
            faults.add("elements", "publish.no-elements");
        } else if (addOn.elements().stream()
                        .filter(OfferedAddOn.Element::preset)
                        .count()
                != 1) {
            faults.add("elements", "publish.preset");
        }
        for (var element : addOn.elements()) {
            requireNotNegative(element.prices(), faults.in("elements." + element.name()));
            requireEachPrice(element.prices(), soldPeriods(), faults.in("elements." + element.name()));
            if (addOn.isOf(AddOnType.OPERATING_SYSTEM) && !offer.images().contains(element.name())) {
                faults.add(
                        "elements." + element.name(),
                        "publish.system",
                        element.name(),
                        String.join(", ", offer.images()));
            }
        }
    }

    private void metered() {
        if (addOn.meters().isEmpty()) {
            faults.add("rule", "publish.not-metered", addOn.type().title());
        }
        requireEachPrice(addOn.prices(), List.of(PriceKind.OVERAGE), faults);
        var included = addOn.amounts().included();
        var limit = addOn.amounts().limit();
        if (limit != null && included != null && included > limit) {
            faults.add("limit", "publish.limit", shown(included), shown(limit), addOn.unit());
        }
        var metering = addOn.metering();
        if (limit != null && limit == 0 && metering.limitTest() == LimitTest.REACHED) {
            faults.add("limit", "publish.limit-zero");
        }
        if (limit == null && metering.beyondLimit() == BeyondLimit.CAP) {
            faults.add("beyondLimit", "publish.cap");
        }
    }

    private String shown(long quantity) {
        return addOn.unit().fromBase(quantity).toPlainString();
    }
}
