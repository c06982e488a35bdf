package org.vimeter.web.kit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.Meters;
import org.vimeter.measure.Unit;
import org.vimeter.usage.Slot;
import org.vimeter.usage.State;
import org.vimeter.usage.UsageDays.UsageDay;

/**
 * The geometry of one meter's month as an SVG of 720 by 180: a bar per day, drawn with attributes alone. Lengths are whole
 * thousandths of the largest day, so no figure passes through a floating point number.
 */
public record BarChart(String meter, Unit unit, YearMonth month, List<Bar> bars, long largest, long total) {
    public static final int WIDTH = 720;
    public static final int HEIGHT = 150;
    private static final int GAP = 3;

    /**
     * @param state null for a day that was not collected yet
     * @param quantity base units; null while missing
     */
    public record Bar(
            LocalDate day,
            int x,
            int y,
            int width,
            int height,
            @Nullable State state,
            @Nullable Long quantity,
            @Nullable Slot slot) {

        public String style() {
            return state == null ? "none" : state.name().toLowerCase(Locale.ROOT);
        }
    }

    public static BarChart of(Meters.Meter meter, Unit unit, YearMonth month, List<UsageDay> days) {
        Map<LocalDate, Slot> slots = days.stream()
                .collect(Collectors.toMap(UsageDay::day, day -> day.usage().slot(meter)));
        long largest =
                slots.values().stream().mapToLong(BarChart::quantity).max().orElse(0);
        long total = slots.values().stream().mapToLong(BarChart::quantity).sum();
        int step = WIDTH / month.lengthOfMonth();
        var bars = new ArrayList<Bar>();
        for (int i = 1; i <= month.lengthOfMonth(); i++) {
            var day = month.atDay(i);
            var slot = slots.get(day);
            int height = height(slot, largest);
            bars.add(new Bar(
                    day,
                    (i - 1) * step,
                    HEIGHT - height,
                    step - GAP,
                    height,
                    slot == null ? null : slot.state(),
                    slot == null ? null : slot.quantity(),
                    slot));
        }
        return new BarChart(meter.name(), unit, month, bars, largest, total);
    }

    /** Days with something to say, for the table under the picture. */
    public List<Bar> known() {
        return bars.stream()
                .filter(bar -> bar.state() != null && bar.state() != State.UNEXPECTED)
                .toList();
    }

    private static long quantity(Slot slot) {
        var quantity = slot.quantity();
        return quantity == null ? 0 : quantity;
    }

    /** At least two for a day with usage, so that it is seen; a missing day is drawn full height, hatched. */
    private static int height(@Nullable Slot slot, long largest) {
        if (slot == null || slot.state() == State.UNEXPECTED) {
            return 0;
        }
        if (slot.state() == State.MISSING) {
            return HEIGHT;
        }
        long quantity = quantity(slot);
        if (quantity == 0 || largest == 0) {
            return 0;
        }
        return Math.max(
                2,
                BigDecimal.valueOf(quantity)
                        .multiply(BigDecimal.valueOf(HEIGHT))
                        .divide(BigDecimal.valueOf(largest), 0, RoundingMode.DOWN)
                        .intValue());
    }
}
