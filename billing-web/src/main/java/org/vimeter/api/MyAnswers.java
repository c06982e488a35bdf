package org.vimeter.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.api.Answers.MoneyAnswer;
import org.vimeter.api.Answers.UseAnswer;
import org.vimeter.catalog.Meters;
import org.vimeter.ledger.Entry;
import org.vimeter.overview.ServiceView;
import org.vimeter.usage.Slot;
import org.vimeter.usage.UsageDays.UsageDay;

/** What clients get of their own: as for staff, without who of staff did it and what the server said in its own words. */
public final class MyAnswers {
    private MyAnswers() {}

    public record MyServiceAnswer(
            long id,
            String vm,
            String servicePackage,
            LocalDate firstDay,
            @Nullable LocalDate lastDay,
            @Nullable String vmState,
            boolean suspended,
            List<UseAnswer> addOns) {
        static MyServiceAnswer of(ServiceView service) {
            var actual = service.actual();
            return new MyServiceAnswer(
                    service.id(),
                    service.vmName(),
                    service.packageName(),
                    service.firstDay(),
                    service.lastDay(),
                    actual == null ? null : actual.name(),
                    service.isSuspended(),
                    service.addOns().stream().map(UseAnswer::of).toList());
        }
    }

    public record MyEntryAnswer(
            long id,
            String cause,
            Instant at,
            LocalDate day,
            MoneyAnswer amount,
            MoneyAnswer balance,
            @Nullable String note,
            @Nullable Long reverses,
            @Nullable Long service,
            @Nullable String vm,
            @Nullable String addOn) {
        static MyEntryAnswer of(Entry entry) {
            var charged = entry.service();
            var recurring = entry.recurring();
            return new MyEntryAnswer(
                    entry.id(),
                    entry.cause().name(),
                    entry.at(),
                    entry.day(),
                    MoneyAnswer.of(entry.amount()),
                    MoneyAnswer.of(entry.balance()),
                    entry.note(),
                    entry.reverses(),
                    charged != null
                            ? Long.valueOf(charged.serviceId())
                            : recurring != null ? recurring.serviceId() : null,
                    charged != null ? charged.vmName() : recurring != null ? recurring.vmName() : null,
                    charged == null ? null : charged.addOn());
        }
    }

    public record MyMeterAnswer(
            String meter, String state, @Nullable String quantity, String unit) {
        static MyMeterAnswer of(Meters.Meter meter, Slot slot) {
            var quantity = slot.quantity();
            return new MyMeterAnswer(
                    meter.name(), slot.state().name(), quantity == null ? null : quantity.toString(), meter.baseUnit());
        }
    }

    public record MyUsageAnswer(LocalDate day, Instant readAt, List<MyMeterAnswer> meters) {
        static MyUsageAnswer of(UsageDay day, Meters meters) {
            return new MyUsageAnswer(day.day(), day.readAt(), Answers.meters(day, meters, MyMeterAnswer::of));
        }
    }
}
