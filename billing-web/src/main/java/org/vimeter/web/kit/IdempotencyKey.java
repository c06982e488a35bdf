package org.vimeter.web.kit;

import org.jspecify.annotations.Nullable;
import org.vimeter.problem.Refused;

/** What makes a request that is sent again the same request: a header of orders and of money. */
public final class IdempotencyKey {
    public static final String HEADER = "Idempotency-Key";
    private static final int LONGEST = 100;

    private IdempotencyKey() {}

    /** The body of an order has a key of its own for forms; over REST the header is the only one. */
    public static String of(@Nullable String header, @Nullable String inBody) {
        if (inBody != null) {
            throw Refused.of(Refused.Kind.MALFORMED, "request.idempotency-key", LONGEST);
        }
        return of(header);
    }

    /** In quotes, as structured headers are written, or without. */
    public static String of(@Nullable String header) {
        var key = header == null ? "" : header.strip();
        if (key.length() > 1 && key.startsWith("\"") && key.endsWith("\"")) {
            key = key.substring(1, key.length() - 1);
        }
        if (key.isBlank() || key.length() > LONGEST) {
            throw Refused.of(Refused.Kind.MALFORMED, "request.idempotency-key", LONGEST);
        }
        return key;
    }
}
