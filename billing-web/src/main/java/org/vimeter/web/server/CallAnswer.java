package org.vimeter.web.server;

import org.vimeter.vm.CallCount;

record CallAnswer(String function, long calls, long failed, long meanMillis, long longestMillis) {
    static CallAnswer of(CallCount count) {
        return new CallAnswer(
                count.function(),
                count.calls(),
                count.failed(),
                count.mean().toMillis(),
                count.longest().toMillis());
    }
}
