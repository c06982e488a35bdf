package org.vimeter.delivery;

import org.jspecify.annotations.Nullable;
import org.vimeter.problem.Problem;

/**
 * What became of one event.
 *
 * @param problem why it was refused
 */
public record DeliveryResult(
        String source, String id, Status status, @Nullable Problem problem) {

    public enum Status {
        ACCEPTED,
        /** The same event was accepted before; nothing has changed. */
        DUPLICATE,
        REFUSED
    }
}
