package org.vimeter.vmmanager.wire;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.vimeter.vm.CallCount;
import org.vimeter.vm.ServerConnection;

/** Counts and times every call, by server and function. */
public final class CallLog {
    private final Map<Key, Count> counts = new ConcurrentHashMap<>();
    private final Listener listener;

    /** Told of each call. */
    public interface Listener {
        void called(String server, String function, boolean failed, Duration took);
    }

    public CallLog(Listener listener) {
        this.listener = listener;
    }

    private record Key(long server, String function) {}

    private static final class Count {
        private final LongAdder calls = new LongAdder();
        private final LongAdder failed = new LongAdder();
        private final LongAdder nanos = new LongAdder();
        private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

        CallCount of(String function) {
            long made = Math.max(1, calls.sum());
            return new CallCount(
                    function,
                    made,
                    failed.sum(),
                    Duration.ofNanos(nanos.sum() / made),
                    Duration.ofNanos(longest.get()));
        }
    }

    void called(ServerConnection server, String function, boolean failed, Duration took) {
        var count = counts.computeIfAbsent(new Key(server.id(), function), key -> new Count());
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
