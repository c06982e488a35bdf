package org.vimeter.vmmanager;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.vimeter.vm.CallCount;
import org.vimeter.vm.Certificate;
import org.vimeter.vm.Dialect;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.Settings;
import org.vimeter.vm.VmServer;
import org.vimeter.vm.VmServers;
import org.vimeter.vmmanager.core.CoreManagerServer;
import org.vimeter.vmmanager.core.CoreManagerSettings;
import org.vimeter.vmmanager.v6.VmManager6Server;
import org.vimeter.vmmanager.v6.VmManager6Settings;
import org.vimeter.vmmanager.wire.CallLog;
import org.vimeter.vmmanager.wire.Networks;
import org.vimeter.vmmanager.wire.Wire;

/** All kinds of servers that this version speaks to. */
@Singleton
public class VmManagerServers implements VmServers {
    private static final String KVM = "VMMANAGER_KVM";
    private static final String CLOUD = "VMMANAGER_CLOUD";
    private static final String OVZ = "VMMANAGER_OVZ";
    private static final String SIX = "VMMANAGER_6";

    private final Clock clock;
    private final Wire wire;

    @Inject
    public VmManagerServers(Clock clock, Networks networks, CallLog log) {
        this(clock, new Wire(networks, log));
    }

    public VmManagerServers(Clock clock, Wire wire) {
        this.clock = clock;
        this.wire = wire;
    }

    @Override
    public VmServer connect(ServerConnection connection) {
        var http = wire.to(connection);
        return connection.dialect() instanceof VmManager6Settings settings
                ? new VmManager6Server(connection, settings, http, clock)
                : new CoreManagerServer(connection, (CoreManagerSettings) connection.dialect(), http, clock);
    }

    @Override
    public Certificate certificate(URI url) throws ServerFault {
        return wire.certificate(url);
    }

    @Override
    public List<CallCount> calls(long serverId) {
        return wire.calls(serverId);
    }

    @Override
    public List<String> kinds() {
        return List.of(KVM, CLOUD, OVZ, SIX);
    }

    @Override
    public Dialect dialect(String kind, Settings settings) {
        return switch (kind) {
            case KVM, CLOUD -> CoreManagerSettings.kvm(settings);
            case OVZ -> CoreManagerSettings.ovz(settings);
            case SIX -> VmManager6Settings.read(settings);
            default -> throw new IllegalArgumentException("No kind of server: " + kind);
        };
    }
}
