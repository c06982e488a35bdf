package org.vimeter.web.order;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.vimeter.order.Orders.Shown;
import org.vimeter.web.kit.MoneyAnswer;

public record OrderAnswer(
        long id,
        String kind,
        String status,
        String step,
        long account,
        @Nullable Long service,
        long server,
        long servicePackage,
        String vm,
        MoneyAnswer quoted,
        @Nullable LocalDate notBefore,
        int attempts,
        Instant nextAt,
        @Nullable String problem) {
    public static OrderAnswer of(Shown shown) {
        var order = shown.order();
        var service = order.serviceId();
        var problem = order.problem();
        return new OrderAnswer(
                order.id().value(),
                order.kind().name(),
                order.status().name(),
                order.step().name(),
                order.accountId().value(),
                service == null ? null : service.value(),
                order.serverId().value(),
                order.packageId().value(),
                shown.vmName(),
                MoneyAnswer.of(order.quoted()),
                order.notBefore(),
                order.attempts(),
                order.nextAt(),
                problem == null ? null : problem.toString());
    }
}
