package org.vimeter.vmmanager.wire;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.vimeter.vmmanager.Connected;

/** Answers that no server sent. */
public final class Documents {
    private Documents() {}

    public static HttpAnswer of(byte[] body) {
        var url = URI.create("http://127.0.0.1/");
        var server = new Connected(Clock.systemUTC()).connection("VMMANAGER_KVM", url);
        return new HttpAnswer(server, new Call("test", "", "GET", url, Map.of(), ""), 200, body);
    }
}
