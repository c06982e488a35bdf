package org.vimeter.offer;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vimeter.measure.Unit;
import org.vimeter.offer.OfferedAddOn.Element;
import org.vimeter.offer.Prices.Price;

/** An offer as somebody would write it: the inverse of {@link OfferReader}. */
final class OfferWriter {
    private final Map<Long, String> serverNames;

    OfferWriter(Map<Long, String> serverNames) {
        this.serverNames = serverNames;
    }

    void write(Offer offer, PackageInput input) {
        input.currencies = String.join(", ", offer.currencies());
        input.prices = prices(offer.prices());
        input.servers = new ArrayList<>(offer.servers().stream()
                .map(id -> serverNames.getOrDefault(id, String.valueOf(id)))
                .toList());
        input.images = new ArrayList<>(offer.images());
        input.addOns =
                new ArrayList<>(offer.addOns().stream().map(OfferWriter::addOn).toList());
    }

    private static AddOnInput addOn(OfferedAddOn addOn) {
        var input = new AddOnInput();
        var amounts = addOn.amounts();
        var metering = addOn.metering();
        input.type = addOn.type().name();
        input.name = addOn.name();
        input.title = addOn.title();
        input.rule = addOn.rule().name();
        input.unit = addOn.unit().name();
        input.included = figure(amounts.included(), addOn.unit());
        input.minimum = figure(amounts.minimum(), addOn.unit());
        input.maximum = figure(amounts.maximum(), addOn.unit());
        input.step = figure(amounts.step(), addOn.unit());
        input.limit = figure(amounts.limit(), addOn.unit());
        input.policy = addOn.policy().name();
        input.combine = metering.combine().name();
        input.period = metering.period().name();
        input.limitTest = metering.limitTest().name();
        input.atLimit = metering.atLimit().name();
        input.beyondLimit = metering.beyondLimit().name();
        input.thresholds = metering.thresholdList();
        input.prices = prices(addOn.prices());
        input.elements = new ArrayList<>(
                addOn.elements().stream().map(OfferWriter::element).toList());
        return input;
    }

    private static AddOnInput.ElementInput element(Element element) {
        var input = new AddOnInput.ElementInput();
        input.name = element.name();
        input.title = element.title();
        input.preset = element.preset();
        input.prices = prices(element.prices());
        return input;
    }

    /** With at least the decimals that the currency has. */
    private static String amount(Price price) {
        int digits = Currency.getInstance(price.currency()).getDefaultFractionDigits();
        var amount = price.amount();
        return amount.setScale(Math.max(digits, amount.scale())).toPlainString();
    }

    private static String figure(@Nullable Long quantity, Unit unit) {
        return quantity == null ? "" : unit.fromBase(quantity).toPlainString();
    }

    private static List<PriceInput> prices(Prices prices) {
        return new ArrayList<>(prices.all().stream()
                .map(price -> PriceInput.of(price.currency(), price.per().name(), amount(price)))
                .toList());
    }
}
