package org.vimeter.web.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiFunction;
import org.vimeter.catalog.Meters;
import org.vimeter.usage.Slot;
import org.vimeter.usage.UsageDays.UsageDay;

public record UsageAnswer(LocalDate day, int revision, Instant readAt, List<MeterAnswer> meters) {
    public static UsageAnswer of(UsageDay day, Meters meters) {
        return new UsageAnswer(day.day(), day.revision(), day.readAt(), meters(day, meters, MeterAnswer::of));
    }

    /** What there is of each meter on a day. */
    static <T> List<T> meters(UsageDay day, Meters meters, BiFunction<Meters.Meter, Slot, T> answer) {
        return meters.all().stream()
                .map(meter -> answer.apply(meter, day.usage().slot(meter)))
                .toList();
    }
}
