package org.vimeter.web.service;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.overview.ServiceView;

public record MyServiceAnswer(
        long id,
        String vm,
        String servicePackage,
        LocalDate firstDay,
        @Nullable LocalDate lastDay,
        @Nullable String vmState,
        boolean suspended,
        List<UseAnswer> addOns) {
    public static MyServiceAnswer of(ServiceView service) {
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
