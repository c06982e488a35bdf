package org.vimeter.order;

import org.jspecify.annotations.Nullable;

/** An end, as somebody wrote it. */
public class EndInput {
    /** {@code NOW} or {@code PERIOD}. */
    public @Nullable String when;

    /** Give back what is paid for the days after it; staff only. */
    public boolean refund;

    public @Nullable String note;

    /** Sent again with the same one, the same end; without one, a second is refused. */
    public @Nullable String key;
}
