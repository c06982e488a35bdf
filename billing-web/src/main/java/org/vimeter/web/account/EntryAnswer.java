package org.vimeter.web.account;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.vimeter.ledger.Entry;
import org.vimeter.web.kit.MoneyAnswer;

record EntryAnswer(
        long id,
        String key,
        String cause,
        String actor,
        Instant at,
        LocalDate day,
        MoneyAnswer amount,
        MoneyAnswer balance,
        @Nullable String note,
        @Nullable Long reverses,
        @Nullable Long service,
        @Nullable String vm,
        @Nullable String addOn) {
    static EntryAnswer of(Entry entry) {
        var service = entry.service();
        return new EntryAnswer(
                entry.id(),
                entry.key(),
                entry.cause().name(),
                entry.actor(),
                entry.at(),
                entry.day(),
                MoneyAnswer.of(entry.amount()),
                MoneyAnswer.of(entry.balance()),
                entry.note(),
                entry.reverses(),
                service == null ? null : service.serviceId(),
                service == null ? null : service.vmName(),
                service == null ? null : service.addOn());
    }
}
