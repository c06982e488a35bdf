package org.vimeter.vm;

import java.net.URI;
import java.util.Map;

public interface VmServers {

    VmServer connect(ServerConnection connection);

    /** The certificate at an https address, which no secret is sent to; for a person to compare. */
    Certificate certificate(URI url) throws ServerFault;

    /** Every setting that a server of this kind understands, with its default; none for a kind that is not known. */
    Map<String, String> settings(String kind);
}
