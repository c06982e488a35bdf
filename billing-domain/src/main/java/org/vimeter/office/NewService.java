package org.vimeter.office;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.vimeter.offer.Per;

/**
 * An existing VM that is to be billed.
 *
 * @param firstDay the first billed day, by the server's calendar
 * @param per what recurs is charged for these periods, from the first day on; null for usage alone
 */
public record NewService(
        long accountId,
        long packageId,
        long serverId,
        Vm vm,
        LocalDate firstDay,
        @Nullable Per per) {

    public record Vm(String id, String name) {}

    /** Billed by its usage alone. */
    public NewService(long accountId, long packageId, long serverId, Vm vm, LocalDate firstDay) {
        this(accountId, packageId, serverId, vm, firstDay, null);
    }
}
