package org.vimeter.vmmanager;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.vimeter.vm.Certificate;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.VmServer;
import org.vimeter.vm.VmServers;

/** All kinds of servers that this version speaks to. One HTTP client per trust, because clients cannot be closed. */
@Singleton
public class VmManagerServers implements VmServers {
    private static final String KVM = "VMMANAGER_KVM";
    private static final String SYSTEM_TRUST = "";

    private final Clock clock;
    private final Map<String, HttpClient> clients = new ConcurrentHashMap<>();

    @Inject
    public VmManagerServers(Clock clock) {
        this.clock = clock;
    }

    @Override
    public VmServer connect(ServerConnection connection) {
        var pinned = connection.certificate();
        var http = clients.computeIfAbsent(pinned == null ? SYSTEM_TRUST : pinned, VmManagerServers::client);
        return new CoreManagerServer(connection, new CoreManagerCalls(http, connection), clock);
    }

    private static HttpClient client(String trust) {
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .followRedirects(HttpClient.Redirect.NEVER);
        if (!trust.equals(SYSTEM_TRUST)) {
            client.sslContext(PinnedCertificate.context(trust));
        }
        return client.build();
    }

    @Override
    public Certificate certificate(URI url) throws ServerFault {
        return CertificateLook.at(url);
    }

    @Override
    public Map<String, String> settings(String kind) {
        return kind.equals(KVM) ? CoreManagerSettings.DEFAULTS : Map.of();
    }
}
