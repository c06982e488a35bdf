package org.vimeter.web.service;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.overview.ServiceLine;

/** @param addOns what it uses; null in a list of services */
record ServiceAnswer(
        long id,
        long account,
        String vm,
        String servicePackage,
        long server,
        LocalDate firstDay,
        @Nullable LocalDate lastDay,
        @Nullable String vmState,
        boolean suspended,
        @Nullable List<UseAnswer> addOns) {
    static ServiceAnswer of(ServiceLine line) {
        var actual = line.actual();
        return new ServiceAnswer(
                line.id(),
                line.accountId(),
                line.vmName(),
                line.packageName(),
                line.serverId(),
                line.firstDay(),
                line.lastDay(),
                actual == null ? null : actual.name(),
                line.suspended(),
                null);
    }
}
