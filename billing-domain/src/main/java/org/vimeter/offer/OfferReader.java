package org.vimeter.offer;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.AddOnType;
import org.vimeter.catalog.AtLimit;
import org.vimeter.catalog.BeyondLimit;
import org.vimeter.catalog.Metering;
import org.vimeter.catalog.Period;
import org.vimeter.catalog.Units;
import org.vimeter.db.Session;
import org.vimeter.input.Fields;
import org.vimeter.input.Texts;
import org.vimeter.measure.Unit;
import org.vimeter.offer.OfferedAddOn.Element;
import org.vimeter.rating.Combine;
import org.vimeter.rating.LimitTest;

/** Turns what somebody wrote into an offer, as far as it can be read; whether it may be published is asked later. */
final class OfferReader {
    private static final int LONGEST_NAME = 200;
    private static final List<PriceKind> OF_PACKAGE = List.of(
            PriceKind.SETUP,
            PriceKind.DAILY,
            PriceKind.MONTHLY,
            PriceKind.QUARTERLY,
            PriceKind.HALF_YEARLY,
            PriceKind.YEARLY);

    private final Fields fields;
    private final Map<String, Unit> units;
    private final Map<String, AddOnType> types = new LinkedHashMap<>();
    private final Map<String, Long> servers = new LinkedHashMap<>();

    OfferReader(Session session, Fields fields) throws SQLException {
        this.fields = fields;
        this.units = Units.load(session).byName();
        AddOnType.all(session).forEach(type -> types.put(type.name(), type));
        session.each("select id, name from servers", row -> servers.put(row.text("name"), row.number("id")));
    }

    Offer read(PackageInput input) {
        var currencies = fields.currencies("currencies", input.currencies);
        return new Offer(
                currencies,
                new PriceReader(fields).read(input.prices, currencies, OF_PACKAGE),
                servers(Fields.each(input.servers)),
                images(Fields.each(input.images)),
                addOns(Fields.each(input.addOns), currencies));
    }

    private List<Long> servers(List<String> names) {
        return names.stream()
                .map(Texts::plain)
                .distinct()
                .flatMap(name -> server(name).stream())
                .toList();
    }

    private Optional<Long> server(String name) {
        var id = servers.get(name);
        if (id == null) {
            fields.faults.add("servers", "server.not-known", name);
        }
        return Optional.ofNullable(id);
    }

    private List<String> images(List<String> names) {
        var images = names.stream()
                .map(Texts::plain)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        images.stream()
                .filter(name -> name.length() > LONGEST_NAME)
                .forEach(name -> fields.faults.add("images", "field.long", LONGEST_NAME));
        return images;
    }

    private List<OfferedAddOn> addOns(List<AddOnInput> inputs, List<String> currencies) {
        var names = new HashSet<String>();
        var addOns = new ArrayList<OfferedAddOn>();
        for (var input : inputs) {
            var type = types.get(Texts.plain(input.type));
            var name = Texts.plain(input.name).isEmpty() ? Texts.plain(input.type) : Texts.plain(input.name);
            var own = fields.in("addOns." + name);
            if (type == null) {
                own.faults.add("type", "type.not-known", Texts.plain(input.type), String.join(", ", types.keySet()));
                continue;
            }
            own.internalName("name", name);
            if (!names.add(name)) {
                own.faults.add("name", "add-on.name-taken", name);
            }
            addOns.add(addOn(own, name, type, input, currencies));
        }
        return addOns;
    }

    private OfferedAddOn addOn(Fields own, String name, AddOnType type, AddOnInput input, List<String> currencies) {
        var rule = own.constant("rule", Rule.class, input.rule);
        var unit = unit(own, type, input.unit);
        return new OfferedAddOn(
                name,
                Texts.plain(input.title).isEmpty() ? type.title() : own.required("title", input.title, LONGEST_NAME),
                type,
                rule,
                unit == null ? type.unit() : unit,
                rule == Rule.METERED ? type.metersOf(name) : List.of(),
                amounts(own, rule, unit, input),
                rule == Rule.INCLUDED || rule == Rule.ON_ORDER
                        ? own.constant("policy", ChangePolicy.class, input.policy)
                        : ChangePolicy.ALLOWED,
                rule == Rule.METERED ? metering(own, input) : Metering.DEFAULT,
                prices(own, rule, input.prices, currencies),
                rule == Rule.ENUMERATION ? elements(own, input, currencies) : List.of());
    }

    private static Prices prices(Fields own, Rule rule, List<PriceInput> prices, List<String> currencies) {
        return switch (rule) {
            case ON_ORDER -> new PriceReader(own).read(prices, currencies, PriceKind.PERIODS);
            case METERED -> new PriceReader(own).read(prices, currencies, List.of(PriceKind.OVERAGE));
            case INCLUDED, ENUMERATION -> Prices.NONE;
        };
    }

    private @Nullable Unit unit(Fields own, AddOnType type, @Nullable String written) {
        var name = Texts.plain(written);
        if (name.isEmpty()) {
            return type.unit();
        }
        var unit = units.get(name);
        if (unit == null) {
            own.faults.add("unit", "unit.not-known", name);
        }
        return unit;
    }

    private static Amounts amounts(Fields own, Rule rule, @Nullable Unit unit, AddOnInput input) {
        return switch (rule) {
            case INCLUDED -> new Amounts(own.quantity("included", input.included, unit), null, null, null, null);
            case ON_ORDER ->
                new Amounts(
                        own.quantity("included", input.included, unit),
                        own.quantity("minimum", input.minimum, unit),
                        own.quantity("maximum", input.maximum, unit),
                        own.quantity("step", input.step, unit),
                        null);
            case ENUMERATION -> new Amounts(null, null, null, null, null);
            case METERED ->
                new Amounts(
                        own.quantity("included", input.included, unit),
                        null,
                        null,
                        null,
                        own.quantity("limit", input.limit, unit));
        };
    }

    private static Metering metering(Fields own, AddOnInput input) {
        return new Metering(
                own.constant("combine", Combine.class, input.combine),
                own.constant("period", Period.class, input.period),
                own.constant("limitTest", LimitTest.class, input.limitTest),
                own.constant("atLimit", AtLimit.class, input.atLimit),
                own.constant("beyondLimit", BeyondLimit.class, input.beyondLimit),
                thresholds(own, input.thresholds));
    }

    private static List<Integer> thresholds(Fields own, @Nullable String list) {
        return Arrays.stream(Texts.plain(list).split("[,; %]+", -1))
                .filter(percent -> !percent.isEmpty())
                .map(percent -> threshold(own, percent))
                .distinct()
                .sorted()
                .toList();
    }

    private static int threshold(Fields own, String percent) {
        if (percent.matches("[1-9]\\d{0,2}")) {
            return Integer.parseInt(percent);
        }
        own.faults.add("thresholds", "add-on.threshold", percent);
        return 100;
    }

    private static List<Element> elements(Fields own, AddOnInput input, List<String> currencies) {
        var names = new HashSet<String>();
        var elements = new ArrayList<Element>();
        for (var element : Fields.each(input.elements)) {
            var name = Texts.plain(element.name);
            if (name.isEmpty()) {
                continue; // an empty row of a form
            }
            var part = own.in("elements." + name);
            part.required("name", name, LONGEST_NAME);
            if (!names.add(name)) {
                part.faults.add("name", "element.name-taken", name);
                continue;
            }
            var title = Texts.plain(element.title).isEmpty() ? name : Texts.plain(element.title);
            elements.add(new Element(
                    name,
                    title,
                    element.preset,
                    new PriceReader(part).read(element.prices, currencies, PriceKind.PERIODS)));
        }
        return elements;
    }
}
