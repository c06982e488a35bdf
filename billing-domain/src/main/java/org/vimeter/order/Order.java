package org.vimeter.order;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Row;
import org.vimeter.money.Money;
import org.vimeter.offer.BillingPeriod;
import org.vimeter.problem.Problem;

/**
 * One order, from the first wish to its last step.
 *
 * @param per the period of a new service; null when nothing recurs
 * @param vm what it is about on its server
 * @param quoted what was confirmed: what the account must have, and what is kept back for it
 * @param dearer what it costs by now, when that is more than what was confirmed: it waits for another confirmation
 * @param notBefore an end waits for this day of the server
 * @param refund an end gives back what was paid for the days after it
 * @param undo what becomes of it when everything that it made is removed
 * @param nextAt when it is gone on with
 */
public record Order(
        long id,
        Kind kind,
        long accountId,
        @Nullable Long serviceId,
        long serverId,
        long packageId,
        @Nullable BillingPeriod per,
        VmSpec vm,
        Money quoted,
        @Nullable Money dearer,
        @Nullable LocalDate notBefore,
        boolean refund,
        Status status,
        Step step,
        Instant stepSince,
        @Nullable Undo undo,
        int attempts,
        Instant nextAt,
        @Nullable Problem problem,
        String orderedBy,
        Instant orderedAt) {

    public enum Kind {
        NEW,
        CHANGE,
        END
    }

    public enum Status {
        /** For money, or for another confirmation. */
        WAITING,
        OPEN,
        /** Failed ten times: a person decides. */
        STAFF,
        DONE,
        CANCELLED;

        /** As the view {@code open_order} says it. */
        public boolean isOpen() {
            return this == WAITING || this == OPEN || this == STAFF;
        }
    }

    public enum Undo {
        CANCEL,
        MOVE
    }

    /**
     * @param name empty until one is given
     * @param passwordSealed gone when the VM has it
     * @param id on the server; empty until it is made
     * @param task what the server is doing
     */
    public record VmSpec(
            String key, String name, String domain, String image, String passwordSealed, String id, String task) {
        static VmSpec from(Row row) throws SQLException {
            return new VmSpec(
                    row.text("key"),
                    text(row, "vm_name"),
                    text(row, "domain"),
                    text(row, "image"),
                    text(row, "password_sealed"),
                    text(row, "vm_id"),
                    text(row, "task"));
        }

        /** Leaves the password out. */
        @Override
        public String toString() {
            return name + " " + id;
        }
    }

    public boolean isOpen() {
        return status.isOpen();
    }

    /** Whether nothing was asked of the server yet that would have to be taken back. */
    public boolean isUntouched() {
        return switch (step) {
            case FUNDS, NAME, OWNER, STOP, USAGE -> undo == null;
            default -> false;
        };
    }

    /** An end that has come so far cannot be taken back. */
    public boolean isFinal() {
        return step == Step.DELETE || step == Step.CLOSE || step == Step.END;
    }

    static Order from(Row row) throws SQLException {
        return new Order(
                row.number("id"),
                row.constant("kind", Kind.class),
                row.number("account_id"),
                row.numberOrNull("service_id"),
                row.number("server_id"),
                row.number("package_id"),
                row.constantOrNull("per", BillingPeriod.class),
                VmSpec.from(row),
                row.money("quoted", "currency"),
                row.decimalOrNull("dearer") == null ? null : row.money("dearer", "currency"),
                row.dayOrNull("not_before"),
                row.flag("refund"),
                row.constant("status", Status.class),
                row.constant("step", Step.class),
                row.instant("step_since"),
                row.constantOrNull("undo", Undo.class),
                (int) row.number("attempts"),
                row.instant("next_at"),
                Problem.parseOrNull(row.textOrNull("problem")),
                row.text("ordered_by"),
                row.instant("ordered_at"));
    }

    private static String text(Row row, String column) throws SQLException {
        var text = row.textOrNull(column);
        return text == null ? "" : text;
    }
}
