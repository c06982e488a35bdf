package org.vimeter.offer;

import org.jspecify.annotations.Nullable;

/**
 * The quantities of an add-on, in whole base units; null where its rule has none or nothing was given.
 *
 * @param included the value of an included add-on, else what is free
 * @param minimum of an add-on on order, what is included counted in
 * @param step by which a quantity on order grows
 * @param limit the hard stop of a metered add-on
 */
public record Amounts(
        @Nullable Long included,
        @Nullable Long minimum,
        @Nullable Long maximum,
        @Nullable Long step,
        @Nullable Long limit) {

    public long stepOrOne() {
        return step == null ? 1 : step;
    }
}
