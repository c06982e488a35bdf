package org.vimeter.vmmanager.wire;

import java.time.Duration;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.vimeter.vm.CallCount;

final class CallCounter {
    final LongAdder calls = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder nanos = new LongAdder();
    final LongAccumulator longest = new LongAccumulator(Math::max, 0);

    CallCount of(String function) {
        long made = Math.max(1, calls.sum());
        return new CallCount(
                function, made, failed.sum(), Duration.ofNanos(nanos.sum() / made), Duration.ofNanos(longest.get()));
    }
}
