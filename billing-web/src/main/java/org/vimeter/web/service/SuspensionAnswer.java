package org.vimeter.web.service;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.vimeter.enforcement.Lift;
import org.vimeter.enforcement.Suspension;
import org.vimeter.web.kit.MoneyAnswer;

record SuspensionAnswer(
        long id,
        long service,
        String vm,
        String cause,
        @Nullable String addOn,
        @Nullable String quantity,
        @Nullable MoneyAnswer balance,
        LocalDate day,
        @Nullable LocalDate liftsOn,
        Instant since,
        String startedBy,
        @Nullable String note,
        @Nullable Instant liftedAt,
        @Nullable Lift lift,
        @Nullable String liftedBy) {
    static SuspensionAnswer of(Suspension one) {
        var quantity = one.quantity();
        var balance = one.balance();
        return new SuspensionAnswer(
                one.id(),
                one.serviceId(),
                one.vmName(),
                one.cause().name(),
                one.addOn(),
                quantity == null ? null : quantity.toString(),
                balance == null ? null : MoneyAnswer.of(balance),
                one.day(),
                one.liftsOn(),
                one.since(),
                one.startedBy(),
                one.note(),
                one.liftedAt(),
                one.lift(),
                one.liftedBy());
    }
}
