package org.vimeter.web.service;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.vimeter.overview.ServiceLines.ServiceLine;

public record ServiceLineAnswer(
        long id,
        long account,
        String vm,
        String servicePackage,
        long server,
        LocalDate firstDay,
        @Nullable LocalDate lastDay,
        @Nullable String vmState,
        boolean suspended) {
    static ServiceLineAnswer of(ServiceLine line) {
        var actual = line.actual();
        return new ServiceLineAnswer(
                line.id(),
                line.accountId(),
                line.vmName(),
                line.packageName(),
                line.serverId(),
                line.firstDay(),
                line.lastDay(),
                actual == null ? null : actual.name(),
                line.suspended());
    }
}
