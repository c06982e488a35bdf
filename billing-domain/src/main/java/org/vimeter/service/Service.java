package org.vimeter.service;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.vimeter.account.AccountId;
import org.vimeter.db.Row;
import org.vimeter.offer.PackageId;
import org.vimeter.server.ServerId;

/**
 * A VM that is billed to an account under a service package.
 *
 * @param packageId the present one
 * @param vmId what the server calls the VM
 * @param vmName what the VM is named; another name at the same id is another VM
 * @param image what was installed first; empty when it is not known
 * @param currency the account's
 * @param zone the server's, whose days are billed
 * @param lastDay the last billed day; null while it lives
 * @param renewsOn when the next period of what recurs begins; null when nothing recurs
 */
public record Service(
        ServiceId id,
        AccountId accountId,
        PackageId packageId,
        ServerId serverId,
        String vmId,
        String vmName,
        String image,
        Currency currency,
        ZoneId zone,
        LocalDate firstDay,
        @Nullable LocalDate lastDay,
        @Nullable LocalDate renewsOn) {

    /** Reads services; a condition on s (service), a (its account) or v (its server) follows. */
    public static final String SELECT = """
            select s.*, a.currency, v.zone from service s join accounts a on a.id = s.account_id
                join servers v on v.id = s.server_id
            """;

    /** @param row of {@link #SELECT}, whatever else it has */
    public static Service from(Row row) throws SQLException {
        return new Service(
                row.id("id", ServiceId::new),
                row.id("account_id", AccountId::new),
                row.id("package_id", PackageId::new),
                row.id("server_id", ServerId::new),
                row.text("vm_id"),
                row.text("vm_name"),
                row.textOrNull("image") == null ? "" : row.text("image"),
                Currency.getInstance(row.text("currency")),
                ZoneId.of(row.text("zone")),
                row.day("first_day"),
                row.dayOrNull("last_day"),
                row.dayOrNull("renews_on"));
    }

    public LocalDate today(Clock clock) {
        return LocalDate.now(clock.withZone(zone));
    }
}
