package org.vimeter.catalog;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Row;

/**
 * A quantity in base units for each meter, and its stored form: an array by the meters' positions. It is as wide as the last
 * meter that it knows; what is missing, or lies beyond, counts nothing.
 */
public final class MeterQuantities {
    public static final MeterQuantities NONE = new MeterQuantities(List.of());

    private final List<@Nullable Long> byPosition;

    private MeterQuantities(List<@Nullable Long> byPosition) {
        this.byPosition = byPosition;
    }

    /** In the order of the meters' positions; null where it is missing. */
    public static MeterQuantities of(List<@Nullable Long> byPosition) {
        return new MeterQuantities(new ArrayList<>(byPosition));
    }

    /** From the column {@code quantities}. */
    public static MeterQuantities from(Row row) throws SQLException {
        return new MeterQuantities(row.numbers("quantities"));
    }

    /** A PostgreSQL array literal. */
    public String stored() {
        return byPosition.stream().map(one -> Objects.toString(one, "NULL")).collect(Collectors.joining(",", "{", "}"));
    }

    public long of(Meters.Meter meter) {
        return counted(meter.index());
    }

    public boolean isKnown(Meters.Meter meter) {
        return meter.position() <= byPosition.size() && byPosition.get(meter.index()) != null;
    }

    public MeterQuantities plus(MeterQuantities other) {
        return combined(other, 1);
    }

    public MeterQuantities minus(MeterQuantities other) {
        return combined(other, -1);
    }

    public boolean hasNegative() {
        return byPosition.stream().anyMatch(one -> one != null && one < 0);
    }

    private MeterQuantities combined(MeterQuantities other, int sign) {
        var sums = new ArrayList<@Nullable Long>();
        for (int i = 0; i < Math.max(byPosition.size(), other.byPosition.size()); i++) {
            sums.add(Math.addExact(counted(i), Math.multiplyExact(sign, other.counted(i))));
        }
        return new MeterQuantities(sums);
    }

    private long counted(int index) {
        var quantity = index < byPosition.size() ? byPosition.get(index) : null;
        return quantity == null ? 0 : quantity;
    }
}
