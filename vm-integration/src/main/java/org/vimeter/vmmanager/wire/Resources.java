package org.vimeter.vmmanager.wire;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.vimeter.measure.Unit;
import org.vimeter.problem.Problem;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;

/** What a VM is given and what it uses, in the server's own words and units. */
public final class Resources {
    private Resources() {}

    /** Resources that the server's settings name no field for are none of its business. */
    public static Map<String, String> fields(ServerConnection server, Map<String, Long> resources) throws ServerFault {
        var fields = new LinkedHashMap<String, String>();
        for (var resource : resources.entrySet()) {
            var told = server.dialect().resources().get(resource.getKey());
            if (told != null && told.isTold()) {
                var unit = unit(server, "resource." + resource.getKey() + ".unit", told.unit());
                fields.put(told.field(), figure(unit, resource.getValue()));
            }
        }
        return fields;
    }

    /** What a server tells of a VM, by its fields, in base units; what is no whole figure is left out. */
    public static Map<String, Long> quantities(ServerConnection server, UnaryOperator<String> told) throws ServerFault {
        var quantities = new LinkedHashMap<String, Long>();
        for (var resource : server.dialect().resources().entrySet()) {
            var words = resource.getValue();
            var figure = words.isTold() ? told.apply(words.field()) : "";
            if (figure.matches("\\d{1,12}")) {
                var unit = unit(server, "resource." + resource.getKey() + ".unit", words.unit());
                quantities.put(resource.getKey(), unit.toBase(new BigDecimal(figure)));
            }
        }
        return quantities;
    }

    /** What the figures of a meter that the dialect has are in. */
    public static Unit unitOf(ServerConnection server, String meter) throws ServerFault {
        var figures = Objects.requireNonNull(server.dialect().meters().get(meter), meter);
        return unit(server, "meter." + meter + ".unit", figures.unit());
    }

    /** The unit that a setting names; staff may have deleted it since. */
    private static Unit unit(ServerConnection server, String setting, String name) throws ServerFault {
        var unit = server.units().get(name);
        if (unit == null) {
            throw new ServerFault(Problem.of("server.no-unit", server.name(), setting, name), false);
        }
        return unit;
    }

    /** Rounded up to a whole unit: nobody gets less than he pays for. */
    private static String figure(Unit unit, long quantity) {
        return BigDecimal.valueOf(quantity)
                .divide(BigDecimal.valueOf(unit.factor()), 0, RoundingMode.CEILING)
                .toPlainString();
    }
}
