package org.vimeter.enforcement;

import java.time.Duration;

/** After a failure: one minute, two, four … an hour; the tenth is for staff. */
public final class Backoff {
    public static final int ATTEMPTS = 10;
    private static final int DOUBLINGS = 6;
    public static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private Backoff() {}

    /** @param attempts how many have failed, from 1 */
    public static Duration after(int attempts) {
        var pause = FIRST.multipliedBy(1L << Math.min(attempts - 1, DOUBLINGS));
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
}
