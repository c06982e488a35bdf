package org.vimeter.office;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.Meters;
import org.vimeter.catalog.Terms;
import org.vimeter.catalog.Units;
import org.vimeter.measure.Unit;
import org.vimeter.money.UnitPrice;
import org.vimeter.problem.Refused;

/** Turns what staff wrote into terms, or says what is wrong with it. */
final class AddOnRules {
    /** Terms of a first version are valid for every day that can be billed. */
    private static final LocalDate ALWAYS = LocalDate.of(2000, 1, 1);

    private static final Pattern INTERNAL_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
    private static final int MOST_PRICE_DIGITS = 10;

    private final Units units;
    private final Meters meters;

    AddOnRules(Units units, Meters meters) {
        this.units = units;
        this.meters = meters;
    }

    Terms terms(NewAddOn addOn) {
        if (!INTERNAL_NAME.matcher(addOn.name()).matches()) {
            throw Refused.because("add-on.name", addOn.name());
        }
        if (addOn.meters().isEmpty()) {
            throw Refused.because("add-on.meters", addOn.name());
        }
        long unitId = units.idOf(addOn.unit());
        var unit = units.byId(unitId);
        for (var name : addOn.meters()) {
            var meter = meters.named(name);
            if (!unit.base().name().equals(meter.baseUnit())) {
                throw Refused.because("add-on.unit", addOn.name(), addOn.unit(), name, meter.baseUnit());
            }
        }
        requirePrice(addOn);
        return new Terms(
                ALWAYS,
                String.join(",", addOn.meters()),
                unitId,
                amounts(addOn, unit),
                addOn.rules(),
                String.join(
                        ",", addOn.thresholds().stream().map(String::valueOf).toList()));
    }

    private static void requirePrice(NewAddOn addOn) {
        var price = addOn.price();
        boolean fits = price.signum() >= 0
                && price.stripTrailingZeros().scale() <= UnitPrice.DECIMALS
                && price.precision() - price.scale() <= MOST_PRICE_DIGITS;
        if (!fits) {
            throw Refused.because("add-on.price", addOn.name(), price.toPlainString());
        }
    }

    private static Terms.Amounts amounts(NewAddOn addOn, Unit unit) {
        long included = base(addOn, "included", addOn.included(), unit);
        var limit = addOn.limit();
        @Nullable Long most = limit == null ? null : base(addOn, "limit", limit, unit);
        if (most != null && most < included) {
            throw Refused.because(
                    "add-on.limit", addOn.name(), addOn.included().toPlainString(), String.valueOf(limit));
        }
        return new Terms.Amounts(included, most, addOn.price());
    }

    private static long base(NewAddOn addOn, String field, BigDecimal figure, Unit unit) {
        try {
            if (figure.signum() >= 0) {
                return unit.toBaseExact(figure);
            }
        } catch (ArithmeticException e) {
            // too fine or too large for whole base units: refused below like a negative figure
        }
        throw Refused.because("add-on.quantity", addOn.name(), field, figure.toPlainString(), unit, unit.base());
    }
}
