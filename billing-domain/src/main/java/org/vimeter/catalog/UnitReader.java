package org.vimeter.catalog;

import org.vimeter.input.Fields;
import org.vimeter.input.Texts;
import org.vimeter.measure.Unit;

/** Checks what somebody wrote against the units that there are. */
final class UnitReader {
    private static final String NAME = "[A-Za-z][A-Za-z0-9/_ -]{0,31}";

    private static final int LONGEST_CHAIN = 20;

    /** A bound that leaves room for quantities of a thousand such units. */
    private static final long LARGEST_FACTOR = Long.MAX_VALUE / 1000;

    private final Fields fields;
    private final Units units;

    UnitReader(Fields fields, Units units) {
        this.fields = fields;
        this.units = units;
    }

    Unit read(long id, UnitInput input) {
        var name = Texts.plain(input.name);
        if (!name.matches(NAME)) {
            fields.faults.add("name", "unit.name", name);
        }
        units.findId(name)
                .filter(other -> other != id)
                .ifPresent(other -> fields.faults.add("name", "unit.name-taken", name));
        var title = Texts.plain(input.title).isEmpty() ? name : fields.required("title", input.title, 60);
        var smallerName = Texts.plain(input.smaller);
        if (smallerName.isEmpty()) {
            return base(name, title, input);
        }
        var smaller = units.byName().get(smallerName);
        if (smaller == null) {
            fields.faults.add("smaller", "unit.not-known", smallerName);
            return new Unit(name, title, null, 1);
        }
        requireNoCircle(id, name, smaller);
        long ratio = ratio(input, smaller);
        return new Unit(name, title, smaller, ratio);
    }

    private Unit base(String name, String title, UnitInput input) {
        if (!Texts.plain(input.ratio).isEmpty()) {
            fields.faults.add("smaller", "unit.ratio-of-nothing", input.ratio);
        }
        return new Unit(name, title, null, 1);
    }

    private void requireNoCircle(long id, String name, Unit smaller) {
        if (depth(smaller) >= LONGEST_CHAIN) {
            fields.faults.add("smaller", "unit.chain", LONGEST_CHAIN);
        }
        var own = units.find(id).map(Unit::name).orElse(name);
        for (Unit unit = smaller; unit != null; unit = unit.smaller()) {
            if (unit.name().equals(own)) {
                fields.faults.add("smaller", "unit.circle", own, smaller);
                return;
            }
        }
    }

    private static int depth(Unit unit) {
        var smaller = unit.smaller();
        return smaller == null ? 1 : 1 + depth(smaller);
    }

    private long ratio(UnitInput input, Unit smaller) {
        var text = Texts.plain(input.ratio).replace(" ", "");
        if (!text.matches("[1-9]\\d{0,17}")) {
            fields.faults.add("ratio", "unit.ratio", text, smaller);
        } else if (LARGEST_FACTOR / Long.parseLong(text) < smaller.factor()) {
            fields.faults.add("ratio", "unit.too-large", text, smaller, smaller.base());
        } else {
            return Long.parseLong(text);
        }
        return 1;
    }
}
