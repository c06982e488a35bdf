package org.vimeter.vmmanager;

import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vimeter.measure.Unit;
import org.vimeter.problem.Faults;
import org.vimeter.simulator.Scenario;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.Settings;
import org.vimeter.vm.VmServer;
import org.vimeter.vmmanager.wire.CallLog;
import org.vimeter.vmmanager.wire.Networks;

/** Servers on this machine, connected as an installation would connect them. */
public final class Connected {
    public static final Map<String, Unit> UNITS = units();

    private final Clock clock;
    private final CallLog log = new CallLog((server, function, failed, took) -> {});
    private final VmManagerServers servers;

    public Connected(Clock clock) {
        this.clock = clock;
        servers = new VmManagerServers(clock, new Networks("127.0.0.0/8"), log);
    }

    public VmManagerServers servers() {
        return servers;
    }

    public VmServer server(String kind, URI url, String... settings) {
        return servers.connect(connection(kind, url, settings));
    }

    /** @param settings names and values, in turn */
    public ServerConnection connection(String kind, URI url, String... settings) {
        var own = new LinkedHashMap<String, String>();
        for (int i = 0; i < settings.length; i += 2) {
            own.put(settings[i], settings[i + 1]);
        }
        var faults = new Faults();
        var dialect = servers.dialect(kind, new Settings(own, faults));
        faults.refuseIfAny();
        return new ServerConnection(
                1,
                "berlin-1",
                kind,
                url,
                own.getOrDefault("test.login", Scenario.LOGIN),
                own.getOrDefault("test.password", Scenario.PASSWORD),
                clock.getZone().equals(ZoneId.of("Z")) ? ZoneId.of("UTC") : clock.getZone(),
                dialect,
                UNITS,
                null);
    }

    private static Map<String, Unit> units() {
        var units = new LinkedHashMap<String, Unit>();
        var kbit = Unit.base("Kbit/s");
        for (var unit : new Unit[] {
            Unit.base("B"),
            Unit.base("piece"),
            Unit.base("MHz"),
            Unit.base("operation"),
            kbit,
            Unit.of("Mbit/s", 1000, kbit),
            Unit.of("MiB", 1 << 20, Unit.base("B")),
            Unit.of("GiB", 1 << 30, Unit.base("B")),
            Unit.of("second", 1000, Unit.base("ms")),
            Unit.of("hio", 100, Unit.base("operation"))
        }) {
            units.put(unit.name(), unit);
        }
        return units;
    }
}
