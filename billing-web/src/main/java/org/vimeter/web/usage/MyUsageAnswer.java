package org.vimeter.web.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.vimeter.catalog.Meters;
import org.vimeter.usage.UsageDays.UsageDay;

public record MyUsageAnswer(LocalDate day, Instant readAt, List<MyMeterAnswer> meters) {
    public static MyUsageAnswer of(UsageDay day, Meters meters) {
        return new MyUsageAnswer(day.day(), day.readAt(), UsageAnswer.meters(day, meters, MyMeterAnswer::of));
    }
}
