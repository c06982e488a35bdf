package org.vimeter.vm;

import java.net.URI;
import java.util.List;
import java.util.Map;

public interface VmServers {

    VmServer connect(ServerConnection connection);

    /** The certificate at an https address, which no secret is sent to; for a person to compare. */
    Certificate certificate(URI url) throws ServerFault;

    /** How a server answered this process, function by function. */
    List<CallCount> calls(long serverId);

    /** The kinds of servers that can be connected, in the order to offer them. */
    List<String> kinds();

    /** Every setting that a server of this kind understands, with its default; none for a kind that is not known. */
    Map<String, String> settings(String kind);
}
