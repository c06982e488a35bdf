package org.vimeter.vm;

import java.util.Map;

public interface VmServers {

    VmServer connect(ServerConnection connection);

    /** Every setting that a server of this kind understands, with its default; none for a kind that is not known. */
    Map<String, String> settings(String kind);
}
