package org.vimeter.web.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vimeter.catalog.Meters;
import org.vimeter.measure.Unit;
import org.vimeter.problem.Problem;
import org.vimeter.usage.DayUsage;
import org.vimeter.usage.Slot;
import org.vimeter.usage.UsageDays.UsageDay;
import org.vimeter.web.kit.BarChart.Bar;

class BarChartTest {
    private static final YearMonth FEBRUARY = YearMonth.of(2028, 2);
    private static final Meters METERS = new Meters(List.of(new Meters.Meter(1, "in", "B")));

    private final List<UsageDay> days = new ArrayList<>();

    private void day(int day, Slot slot) {
        days.add(new UsageDay(FEBRUARY.atDay(day), 1, Instant.EPOCH, DayUsage.of(1, METERS, name -> slot, null)));
    }

    private BarChart chart() {
        return BarChart.of(METERS.named("in"), Unit.base("B"), FEBRUARY, days);
    }

    private Bar bar(int day) {
        return chart().bars().get(day - 1);
    }

    @Test
    void eachDayOfTheMonthHasItsPlaceAndNoneIsOutside() {
        assertThat(chart().bars()).hasSize(29).allMatch(bar -> bar.x() + bar.width() <= BarChart.WIDTH);
        assertThat(chart().bars()).extracting(Bar::x).isSorted().doesNotHaveDuplicates();
        assertThat(chart().known()).isEmpty();
        assertThat(chart().largest()).isZero();
        assertThat(bar(1).style()).isEqualTo("none");
    }

    @Test
    void theLargestDayIsFullAndTheSmallestIsSeen() {
        day(1, Slot.of(1_000_000_000_000L, ""));
        day(2, Slot.of(500_000_000_000L, ""));
        day(3, Slot.of(1, ""));
        day(4, Slot.of(0, ""));
        assertThat(bar(1).height()).isEqualTo(BarChart.HEIGHT);
        assertThat(bar(1).y()).isZero();
        assertThat(bar(2).height()).isEqualTo(BarChart.HEIGHT / 2);
        assertThat(bar(3).height()).isEqualTo(2);
        assertThat(bar(4).height()).isZero();
        assertThat(chart().total()).isEqualTo(1_500_000_000_001L);
    }

    /** What is missing must not look like a day without usage. */
    @Test
    void aMissingDayIsDrawnFullAndCountsNothing() {
        day(1, Slot.of(10, ""));
        day(2, Slot.missing(Problem.of("usage.no-row")));
        assertThat(bar(2).height()).isEqualTo(BarChart.HEIGHT);
        assertThat(bar(2).style()).isEqualTo("missing");
        assertThat(bar(2).quantity()).isNull();
        assertThat(chart().total()).isEqualTo(10);
        assertThat(chart().known())
                .extracting(Bar::day)
                .containsExactly(LocalDate.of(2028, 2, 1), LocalDate.of(2028, 2, 2));
    }

    @Test
    void aMeterThatIsNotBilledHasNothingToSay() {
        day(1, Slot.UNEXPECTED);
        assertThat(chart().known()).isEmpty();
        assertThat(bar(1).height()).isZero();
    }
}
