package org.vimeter.order;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.AddOnType;
import org.vimeter.input.Fields;
import org.vimeter.input.Texts;
import org.vimeter.offer.ChangePolicy;
import org.vimeter.offer.Offer;
import org.vimeter.offer.OfferedAddOn;
import org.vimeter.offer.OfferedAddOn.Element;
import org.vimeter.offer.Rule;
import org.vimeter.recurring.Selection;

/** Reads what somebody wants of a package; everything that is wrong with it is said at its field. */
final class OrderRules {
    private static final Pattern PASSWORD = Pattern.compile("(?=.*[A-Za-z])(?=.*\\d)[!-~]{8,64}");

    private final Offer offer;
    private final Fields fields;

    OrderRules(Offer offer, Fields fields) {
        this.offer = offer;
        this.fields = fields;
    }

    /** What was written, and what is preset where nothing was. */
    Selection choices(OrderInput input, String image) {
        var quantities = new TreeMap<String, Long>();
        var elements = new TreeMap<String, String>();
        var written = Fields.each(input.quantities);
        var named = Fields.each(input.elements);
        for (var addOn : offer.addOns()) {
            if (addOn.rule() == Rule.ON_ORDER) {
                var quantity = quantity(addOn, written.getOrDefault(addOn.name(), ""));
                if (quantity != null) {
                    quantities.put(addOn.name(), quantity);
                }
            } else if (addOn.rule() == Rule.ENUMERATION) {
                var element = addOn.isOf(AddOnType.OPERATING_SYSTEM) ? image : named.getOrDefault(addOn.name(), "");
                element(addOn, element, elements);
            }
        }
        refuseOthers("quantities.", written, Rule.ON_ORDER);
        refuseOthers("elements.", named, Rule.ENUMERATION);
        return new Selection(quantities, elements).of(offer);
    }

    private @Nullable Long quantity(OfferedAddOn addOn, String text) {
        var field = "quantities." + addOn.name();
        var quantity = fields.quantity(field, text, addOn.unit());
        if (quantity != null) {
            requireOffered(addOn, field, quantity);
        }
        return quantity;
    }

    private void requireOffered(OfferedAddOn addOn, String field, long quantity) {
        var amounts = addOn.amounts();
        long least = addOn.least();
        long most = amounts.maximum() == null ? quantity : amounts.maximum();
        long step = amounts.stepOrOne();
        if (quantity < least || quantity > most) {
            fields.faults.add(field, "order.range", shown(addOn, least), shown(addOn, most), addOn.unit());
        } else if ((quantity - least) % step != 0) {
            fields.faults.add(field, "order.step", shown(addOn, least), shown(addOn, step), addOn.unit());
        }
    }

    private void element(OfferedAddOn addOn, String name, Map<String, String> elements) {
        boolean known = addOn.elements().stream().map(Element::name).anyMatch(name::equals);
        if (known) {
            elements.put(addOn.name(), name);
        } else if (!name.isEmpty() && !addOn.isOf(AddOnType.OPERATING_SYSTEM)) {
            fields.faults.add("elements." + addOn.name(), "order.element", name, addOn.title());
        }
    }

    private void refuseOthers(String path, Map<String, String> written, Rule rule) {
        written.keySet().stream()
                .filter(name ->
                        offer.addOn(name).filter(addOn -> addOn.rule() == rule).isEmpty())
                .forEach(name -> fields.faults.add(path + name, "order.no-choice", name));
    }

    /** One of the package's, or what it was when there is nothing to choose any more. */
    String image(@Nullable String text) {
        var image = Texts.plain(text);
        if (!offer.images().contains(image)) {
            fields.faults.add("image", image.isEmpty() ? "field.missing" : "order.image", image);
        }
        return image;
    }

    String domain(@Nullable String text) {
        var written = Texts.plain(text);
        var domain = DomainName.ascii(written);
        if (domain.isEmpty()) {
            fields.faults.add("domain", written.isEmpty() ? "field.missing" : "order.domain", written);
        }
        return domain.orElse(written);
    }

    String password(@Nullable String text) {
        var password = text == null ? "" : text;
        if (!PASSWORD.matcher(password).matches()) {
            fields.faults.add("password", password.isEmpty() ? "field.missing" : "order.password");
        }
        return password;
    }

    /** No image runs in less memory, or fits on a smaller disk, than it says. */
    void requireRoom(Selection choices, @Nullable Long memory, @Nullable Long disk, String image) {
        var resources = Allotment.of(offer, choices).resources();
        requireRoom(AddOnType.MEMORY, resources, memory, image);
        requireRoom(AddOnType.DISK, resources, disk, image);
    }

    private void requireRoom(String type, Map<String, Long> resources, @Nullable Long least, String image) {
        var has = resources.get(type);
        if (least != null && has != null && has < least) {
            offer.ofType(type).ifPresent(addOn -> {
                var at = addOn.rule() == Rule.ON_ORDER ? "quantities." + addOn.name() : "image";
                fields.faults.add(at, "order.room", image, shown(addOn, least), addOn.unit(), addOn.title());
            });
        }
    }

    /** A change by somebody whom the policies bind; a disk and addresses are never taken away from a VM. */
    void requireAllowed(Selection before, Selection after, boolean isStaff) {
        for (var addOn : offer.addOns()) {
            if (addOn.rule() == Rule.ON_ORDER) {
                long now = after.quantities().getOrDefault(addOn.name(), addOn.least());
                long was = before.quantities().getOrDefault(addOn.name(), now);
                requireAllowed(addOn, Long.compare(now, was), isStaff);
            } else if (addOn.rule() == Rule.ENUMERATION && !isStaff && addOn.policy() == ChangePolicy.FORBIDDEN) {
                requireSame(addOn, before.elements().get(addOn.name()), after);
            }
        }
    }

    private void requireSame(OfferedAddOn addOn, @Nullable String was, Selection after) {
        if (was != null && !was.equals(after.elements().get(addOn.name()))) {
            fields.faults.add("elements." + addOn.name(), "order.fixed", addOn.title());
        }
    }

    private void requireAllowed(OfferedAddOn addOn, int direction, boolean isStaff) {
        var field = "quantities." + addOn.name();
        if (direction == 0 || isStaff) {
            return;
        }
        if (addOn.policy() == ChangePolicy.FORBIDDEN) {
            fields.faults.add(field, "order.fixed", addOn.title());
        } else if (direction < 0 && addOn.policy() == ChangePolicy.UP_ONLY) {
            fields.faults.add(field, "order.up-only", addOn.title());
        } else if (direction > 0 && addOn.policy() == ChangePolicy.DOWN_ONLY) {
            fields.faults.add(field, "order.down-only", addOn.title());
        }
    }

    private static String shown(OfferedAddOn addOn, long quantity) {
        return addOn.unit().fromBase(quantity).toPlainString();
    }
}
