package org.vimeter.vmmanager.wire;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.vimeter.vm.CallCount;
import org.vimeter.vm.ServerConnection;

/** Counts and times every call, by server and function. */
public final class CallLog {
    private final Map<Key, CallCounter> counts = new ConcurrentHashMap<>();
    private final Listener listener;

    /** Told of each call. */
    public interface Listener {
        void called(String server, String function, boolean failed, Duration took);
    }

    public CallLog(Listener listener) {
        this.listener = listener;
    }

    private record Key(long server, String function) {}

    void called(ServerConnection server, String function, boolean failed, Duration took) {
        var count = counts.computeIfAbsent(new Key(server.id(), function), key -> new CallCounter());
        count.calls.increment();
        count.nanos.add(took.toNanos());
        count.longest.accumulate(took.toNanos());
        if (failed) {
            count.failed.increment();
        }
        listener.called(server.name(), function, failed, took);
    }

    /** By function. */
    public List<CallCount> of(long serverId) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().server() == serverId)
                .map(entry -> entry.getValue().of(entry.getKey().function()))
                .sorted(Comparator.comparing(CallCount::function))
                .toList();
    }
}
