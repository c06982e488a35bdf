package org.vimeter.vmmanager.v6;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.vimeter.vm.ServerFault;
import org.vimeter.vmmanager.wire.Documents;
import org.vimeter.vmmanager.wire.Element;
import org.vimeter.vmmanager.wire.JsonAnswer;

final class PointsOf {
    private PointsOf() {}

    /** One point whose value is this text. */
    static List<Element> values(String value, long at) {
        var json = "[{\"datapoints\":[[\"" + value + "\"," + at + "]]}]";
        try {
            return JsonAnswer.read(Documents.of(json.getBytes(StandardCharsets.UTF_8)))
                    .children()
                    .get(0)
                    .all("datapoints");
        } catch (ServerFault fault) {
            throw new IllegalStateException(fault);
        }
    }
}
