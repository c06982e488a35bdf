package org.vimeter.vmmanager.wire;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.vimeter.measure.Unit;
import org.vimeter.problem.Problem;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;

/** What a VM is given, in the server's own words and units. */
public final class Resources {
    private static final String RESOURCE = "resource.";
    private static final String FIELD = ".field";

    private Resources() {}

    /** Resources that the server's settings name no field for are none of its business. */
    public static Map<String, String> fields(ServerConnection server, Map<String, Long> resources) throws ServerFault {
        var fields = new LinkedHashMap<String, String>();
        for (var resource : resources.entrySet()) {
            var field = server.settings().getOrDefault("resource." + resource.getKey() + ".field", "");
            if (!field.isEmpty()) {
                fields.put(field, figure(server, resource.getKey(), resource.getValue()));
            }
        }
        return fields;
    }

    /** What a server tells of a VM, by its fields, in base units; what is no whole figure is left out. */
    public static Map<String, Long> quantities(ServerConnection server, UnaryOperator<String> told) throws ServerFault {
        var quantities = new LinkedHashMap<String, Long>();
        for (var setting : server.settings().entrySet()) {
            var key = setting.getKey();
            if (key.startsWith(RESOURCE)
                    && key.endsWith(FIELD)
                    && !setting.getValue().isEmpty()) {
                var resource = key.substring(RESOURCE.length(), key.length() - FIELD.length());
                var figure = told.apply(setting.getValue());
                if (figure.matches("\\d{1,12}")) {
                    var unit = unit(server, RESOURCE + resource + ".unit");
                    quantities.put(resource, unit.toBase(new BigDecimal(figure)));
                }
            }
        }
        return quantities;
    }

    /** The unit that a setting names; staff may have deleted it since. */
    public static Unit unit(ServerConnection server, String setting) throws ServerFault {
        var name = server.settings().getOrDefault(setting, "");
        var unit = server.units().get(name);
        if (unit == null) {
            throw new ServerFault(Problem.of("server.no-unit", server.name(), setting, name), false);
        }
        return unit;
    }

    /** Rounded up to a whole unit: nobody gets less than he pays for. */
    private static String figure(ServerConnection server, String resource, long quantity) throws ServerFault {
        var unit = unit(server, "resource." + resource + ".unit");
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
