package org.vimeter.rating;

/** Whether the limit itself is already too much. */
public enum LimitTest {
    REACHED,
    EXCEEDED;

    boolean breached(long used, long limit) {
        return this == REACHED ? used >= limit : used > limit;
    }
}
