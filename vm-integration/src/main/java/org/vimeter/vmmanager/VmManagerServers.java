package org.vimeter.vmmanager;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.VmServer;
import org.vimeter.vm.VmServers;

/** All kinds of servers that this version speaks to. */
@Singleton
public class VmManagerServers implements VmServers {
    private static final String KVM = "VMMANAGER_KVM";

    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @Inject
    public VmManagerServers(Clock clock) {
        this.clock = clock;
    }

    @Override
    public VmServer connect(ServerConnection connection) {
        return new CoreManagerServer(connection, new CoreManagerCalls(http, connection), clock);
    }

    @Override
    public Map<String, String> settings(String kind) {
        return kind.equals(KVM) ? CoreManagerSettings.DEFAULTS : Map.of();
    }
}
