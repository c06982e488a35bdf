package org.vimeter.web.account;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.vimeter.ledger.Entry;
import org.vimeter.web.kit.MoneyAnswer;

record MyEntryAnswer(
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
                charged != null ? Long.valueOf(charged.serviceId()) : recurring != null ? recurring.serviceId() : null,
                charged != null ? charged.vmName() : recurring != null ? recurring.vmName() : null,
                charged == null ? null : charged.addOn());
    }
}
