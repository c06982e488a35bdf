package org.vimeter.vm;

import java.net.URI;
import java.util.List;

public interface VmServers {

    VmServer connect(ServerConnection connection);

    /** The certificate at an https address, which no secret is sent to; for a person to compare. */
    Certificate certificate(URI url) throws ServerFault;

    /** How a server answered this process, function by function. */
    List<CallCount> calls(long serverId);

    /** The kinds of servers that can be connected, in the order to offer them. */
    List<String> kinds();

    /** What the settings say to a server of this kind, which is one of {@link #kinds}; faults are left with the settings. */
    Dialect dialect(String kind, Settings settings);
}
