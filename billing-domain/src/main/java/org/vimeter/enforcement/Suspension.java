package org.vimeter.enforcement;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Row;
import org.vimeter.money.Money;

/**
 * One reason, from when it began to when it was lifted.
 *
 * @param addOn the add-on whose limit was reached, with its terms and the quantity, in base units
 * @param balance the balance that was below the credit limit
 * @param day the day that shows the cause
 * @param liftsOn the server's day on which it ends by itself; null when something else must happen
 * @param liftedBy the person who lifted it, when one did
 * @param holdUntil until this day the same cause does not suspend again
 */
public record Suspension(
        long id,
        long serviceId,
        long accountId,
        long serverId,
        String vmName,
        SuspensionCause cause,
        @Nullable String addOn,
        @Nullable Long termsId,
        @Nullable Long quantity,
        @Nullable Money balance,
        LocalDate day,
        @Nullable LocalDate liftsOn,
        Instant since,
        String startedBy,
        @Nullable String note,
        @Nullable Instant liftedAt,
        @Nullable Lift lift,
        @Nullable String liftedBy,
        @Nullable LocalDate holdUntil) {

    public boolean isOpen() {
        return liftedAt == null;
    }

    static Suspension from(Row row) throws SQLException {
        var amount = row.decimalOrNull("amount");
        return new Suspension(
                row.number("id"),
                row.number("service_id"),
                row.number("account_id"),
                row.number("server_id"),
                row.text("vm_name"),
                row.constant("cause", SuspensionCause.class),
                row.textOrNull("add_on"),
                row.numberOrNull("terms_id"),
                row.numberOrNull("quantity"),
                amount == null ? null : new Money(amount, Currency.getInstance(row.text("currency"))),
                row.day("day"),
                row.dayOrNull("lifts_on"),
                row.instant("since"),
                row.text("started_by"),
                row.textOrNull("note"),
                row.instantOrNull("lifted_at"),
                row.constantOrNull("lift", Lift.class),
                row.textOrNull("lifted_by"),
                row.dayOrNull("hold_until"));
    }
}
