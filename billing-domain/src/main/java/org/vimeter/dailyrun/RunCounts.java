package org.vimeter.dailyrun;

/**
 * @param expected meters that packages bill, over all services
 * @param limitsPast limits reached in a period that is over, which stop nothing any more
 */
public record RunCounts(
        long services,
        long expected,
        long received,
        long zero,
        long missing,
        long corrected,
        long refused,
        long charges,
        long suspended,
        long limitsPast) {}
