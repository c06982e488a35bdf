package org.vimeter.simulator;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Series of VMmanager 6, a point each five minutes. */
final class SimulatedMetrics {
    private static final Set<String> TARGETS = Set.of("net_rx", "net_tx", "cpu_load", "mem_usage", "df.root.used");
    private static final int STEP = 300;

    /** Kept, because it is looked for anew each time otherwise, which costs more than all the rest. */
    private static final JsonProvider JSON = JsonProvider.provider();

    private final Scenario scenario;
    private final Clock clock;

    SimulatedMetrics(Scenario scenario, Clock clock) {
        this.scenario = scenario;
        this.clock = clock;
    }

    /** A series from a moment until now; one figure of it with {@code output=single}; nothing for what is not there. */
    Answer of(@Nullable SimulatedVm vm, Map<String, String> parameters) {
        var target = parameters.getOrDefault("target", "");
        JsonArrayBuilder series = JSON.createArrayBuilder();
        if (vm != null && TARGETS.contains(target.replace("_summary", ""))) {
            var points = "single".equals(parameters.get("output")) ? total(vm, target) : points(vm, target, parameters);
            series.add(JSON.createObjectBuilder().add("target", target).add("datapoints", points));
        }
        return new Answer(200, Answer.JSON, series.build().toString());
    }

    private JsonArrayBuilder points(SimulatedVm vm, String target, Map<String, String> parameters) {
        JsonArrayBuilder points = JSON.createArrayBuilder();
        long now = clock.instant().getEpochSecond();
        long first = from(parameters, now) + (scenario.isFirstPointLeftOut() ? STEP : 0);
        for (long at = first; at < now; at += STEP) {
            points.add(point(scenario.point(vm, target, Instant.ofEpochSecond(at)), at));
        }
        return points;
    }

    private JsonArrayBuilder total(SimulatedVm vm, String target) {
        long now = clock.instant().getEpochSecond();
        var sum = BigDecimal.ZERO;
        for (long at = now - 30L * 86_400; at < now; at += STEP) {
            var value = scenario.point(vm, target.replace("_summary", ""), Instant.ofEpochSecond(at));
            sum = value == null ? sum : sum.add(new BigDecimal(value).multiply(BigDecimal.valueOf(STEP)));
        }
        return JSON.createArrayBuilder().add(point(sum.toPlainString(), now));
    }

    private static JsonArrayBuilder point(@Nullable String value, long at) {
        var point = JSON.createArrayBuilder();
        return (value == null ? point.addNull() : point.add(new BigDecimal(value))).add(at);
    }

    private long from(Map<String, String> parameters, long now) {
        try {
            var from = LocalDateTime.parse(
                    parameters.getOrDefault("from", ""), DateTimeFormatter.ofPattern("HH:mm_yyyyMMdd"));
            return from.atZone(clock.getZone()).toEpochSecond();
        } catch (DateTimeException e) {
            return now - now % STEP - 86_400;
        }
    }
}
