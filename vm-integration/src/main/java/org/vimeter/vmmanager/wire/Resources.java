package org.vimeter.vmmanager.wire;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.vimeter.vm.ServerConnection;

/** What a VM is given, in the server's own words and units. */
public final class Resources {
    private Resources() {}

    /** Resources that the server's settings name no field for are none of its business. */
    public static Map<String, String> fields(ServerConnection server, Map<String, Long> resources) {
        var fields = new LinkedHashMap<String, String>();
        resources.forEach((resource, quantity) -> {
            var field = server.settings().getOrDefault("resource." + resource + ".field", "");
            if (!field.isEmpty()) {
                fields.put(field, figure(server, resource, quantity));
            }
        });
        return fields;
    }

    /** Rounded up to a whole unit: nobody gets less than he pays for. */
    private static String figure(ServerConnection server, String resource, long quantity) {
        var unit =
                Objects.requireNonNull(server.units().get(server.setting("resource." + resource + ".unit")), resource);
        return BigDecimal.valueOf(quantity)
                .divide(BigDecimal.valueOf(unit.factor()), 0, RoundingMode.CEILING)
                .toPlainString();
    }

    /** {@code a=b&c=d}, as it is written in a setting. */
    public static Map<String, String> pairs(String text) {
        var pairs = new LinkedHashMap<String, String>();
        for (var fixed : text.split("&", -1)) {
            var pair = fixed.split("=", 2);
            if (pair.length == 2) {
                pairs.put(pair[0], pair[1]);
            }
        }
        return pairs;
    }
}
