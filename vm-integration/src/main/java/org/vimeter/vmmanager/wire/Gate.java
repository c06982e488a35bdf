package org.vimeter.vmmanager.wire;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Lets so many calls at once, and so many in a second, through to a server; whoever calls, and from where. */
final class Gate {
    private static final long NEVER = Long.MIN_VALUE;

    private final Semaphore free;
    private final long nanosBetween;
    private final AtomicLong next = new AtomicLong(NEVER);

    /** @param perSecond 0 for as many as will */
    Gate(int atOnce, int perSecond) {
        free = new Semaphore(atOnce, true);
        nanosBetween = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** Whether there was room within the time. */
    boolean enter(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        if (!free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        boolean entered = false;
        try {
            entered = nanosBetween == 0 || isTurn(end);
            return entered;
        } finally {
            if (!entered) {
                free.release();
            }
        }
    }

    /** Waits for the next turn, unless it comes too late. */
    private boolean isTurn(long end) throws InterruptedException {
        long now = System.nanoTime();
        long turn = turn(now, end);
        if (turn == NEVER) {
            return false;
        }
        TimeUnit.NANOSECONDS.sleep(turn - now);
        return true;
    }

    /** A turn that comes too late is not taken from those who come later. */
    private long turn(long now, long end) {
        while (true) {
            long before = next.get();
            long turn = before == NEVER ? now : Math.max(now, before + nanosBetween);
            if (turn > end) {
                return NEVER;
            }
            if (next.compareAndSet(before, turn)) {
                return turn;
            }
        }
    }

    void leave() {
        free.release();
    }
}
