package org.vimeter.login;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** So many of one kind at the same moment, and no more. For several threads. */
public final class AtOnce {
    private final Map<String, Integer> now = new ConcurrentHashMap<>();
    private final int most;

    public AtOnce(int most) {
        this.most = most;
    }

    /** Whether there was room; only then it has to be ended. */
    public boolean begin(String kind) {
        boolean may = now.merge(kind, 1, Integer::sum) <= most;
        if (!may) {
            end(kind);
        }
        return may;
    }

    public void end(String kind) {
        now.computeIfPresent(kind, (key, number) -> number > 1 ? number - 1 : null);
    }
}
