package org.vimeter.vmmanager;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.vimeter.vmmanager.wire.CallLog;

/** Shows every call to a server at {@code /metrics?scope=application} as the timer {@code vimeter_server_call}. */
@Singleton
public class CallMetrics implements CallLog.Listener {
    @Inject
    private MetricRegistry registry;

    @Override
    public void called(String server, String function, boolean failed, Duration took) {
        registry.timer(
                        "vimeter_server_call",
                        new Tag("server", server),
                        new Tag("function", function),
                        new Tag("outcome", failed ? "failed" : "answered"))
                .update(took);
    }
}
