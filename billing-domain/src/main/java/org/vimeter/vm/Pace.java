package org.vimeter.vm;

import java.time.Duration;

/**
 * How much may be asked of a server.
 *
 * @param timeout of one call, from waiting for its turn to the last byte
 * @param atOnce calls at the same time
 * @param perSecond calls that begin in a second; 0 without a bound
 * @param largestAnswer bytes
 */
public record Pace(Duration timeout, int atOnce, int perSecond, int largestAnswer) {

    public static Pace read(Settings settings, Pace otherwise) {
        return new Pace(
                Duration.ofSeconds(settings.whole("timeout", (int) otherwise.timeout.toSeconds(), 1, 600)),
                settings.whole("concurrency", otherwise.atOnce, 1, 64),
                settings.whole("rate", otherwise.perSecond, 0, 1000),
                settings.whole("answer.maximum", otherwise.largestAnswer, 1024, 1 << 30));
    }
}
