package org.vimeter.offer;

import java.util.List;
import org.vimeter.catalog.AddOnType;
import org.vimeter.catalog.Metering;
import org.vimeter.measure.Unit;

/**
 * One resource row of a package.
 *
 * @param name the internal name, unique in the package
 * @param meters what counts it; none unless it is metered
 * @param policy of an included or ordered quantity
 * @param prices per step and period on order, per unit of overage when metered
 * @param elements the choices of an enumeration
 */
public record OfferedAddOn(
        String name,
        String title,
        AddOnType type,
        Rule rule,
        Unit unit,
        List<String> meters,
        Amounts amounts,
        ChangePolicy policy,
        Metering metering,
        Prices prices,
        List<Element> elements) {

    /**
     * One choice of an enumeration.
     *
     * @param name for an operating system the disk image's name
     * @param preset what is chosen when the client chooses nothing
     */
    public record Element(String name, String title, boolean preset, Prices prices) {}

    public boolean isOf(String typeName) {
        return type.name().equals(typeName);
    }

    /** A fixed or ordered quantity, as opposed to a choice or to usage. */
    public boolean isAmount() {
        return rule == Rule.INCLUDED || rule == Rule.ON_ORDER;
    }

    /** The least that a VM of this package has of it, in base units; zero when nothing is sure. */
    public long least() {
        var least = switch (rule) {
            case INCLUDED -> amounts.included();
            case ON_ORDER -> amounts.minimum();
            case ENUMERATION, METERED -> null;
        };
        return least == null ? 0 : least;
    }
}
