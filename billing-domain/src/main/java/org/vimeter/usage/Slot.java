package org.vimeter.usage;

import org.jspecify.annotations.Nullable;
import org.vimeter.problem.Problem;

/**
 * One meter of one service and day.
 *
 * @param quantity in base units; null while missing
 * @param raw the server's own text
 * @param problem why it is missing
 */
public record Slot(
        State state,
        @Nullable Long quantity,
        @Nullable String raw,
        @Nullable Problem problem) {

    public static final Slot UNEXPECTED = new Slot(State.UNEXPECTED, null, null, null);

    public static Slot of(long quantity, String raw) {
        return new Slot(quantity == 0 ? State.ZERO : State.RECEIVED, quantity, raw, null);
    }

    public static Slot missing(Problem problem) {
        return new Slot(State.MISSING, null, null, problem);
    }

    /** What stands after another reading: a value replaces, and a failure to read takes no known value away. */
    Slot replacedBy(Slot next) {
        if (next.quantity == null) {
            return quantity == null ? next : this;
        }
        if (quantity == null) {
            return next;
        }
        return quantity.equals(next.quantity) ? this : new Slot(State.CORRECTED, next.quantity, next.raw, null);
    }
}
