package org.vimeter.service;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.vimeter.account.AccountId;
import org.vimeter.offer.BillingPeriod;
import org.vimeter.offer.PackageId;
import org.vimeter.server.ServerId;

/**
 * A VM that is to be billed.
 *
 * @param firstDay the first billed day, by the server's calendar
 * @param per what recurs is charged for these periods, from the first day on; null for usage alone
 */
public record NewService(
        AccountId accountId,
        PackageId packageId,
        ServerId serverId,
        Vm vm,
        LocalDate firstDay,
        @Nullable BillingPeriod per,
        Made made) {

    public record Vm(String id, String name) {}

    /**
     * What is known of a VM that was made for the service.
     *
     * @param addresses with blanks between them
     */
    public record Made(@Nullable String domain, @Nullable String image, String addresses) {
        static final Made ELSEWHERE = new Made(null, null, "");
    }

    /** A VM that exists. */
    public NewService(
            AccountId accountId,
            PackageId packageId,
            ServerId serverId,
            Vm vm,
            LocalDate firstDay,
            @Nullable BillingPeriod per) {
        this(accountId, packageId, serverId, vm, firstDay, per, Made.ELSEWHERE);
    }

    /** A VM that exists, billed by its usage alone. */
    public NewService(AccountId accountId, PackageId packageId, ServerId serverId, Vm vm, LocalDate firstDay) {
        this(accountId, packageId, serverId, vm, firstDay, null);
    }
}
