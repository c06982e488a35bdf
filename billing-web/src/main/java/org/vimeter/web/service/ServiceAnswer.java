package org.vimeter.web.service;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

public record ServiceAnswer(
        long id,
        long account,
        String vm,
        String servicePackage,
        long server,
        LocalDate firstDay,
        @Nullable LocalDate lastDay,
        @Nullable String vmState,
        boolean suspended,
        List<UseAnswer> addOns) {}
