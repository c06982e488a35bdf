package org.vimeter.vmmanager.v6;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vimeter.vm.Settings;
import org.vimeter.vm.Settings.DateForm;

/**
 * How series of points are asked for, and what a day of them must have.
 *
 * @param step seconds between two points
 * @param coverage percent of a day's points that must be known
 * @param edge how many points may be unknown at the beginning and at the end of a day
 * @param from the form of the first time that is asked for
 * @param zone what those times are in; null for the server's own zone
 * @param until the parameter of the last time; empty when the server takes none
 * @param series by meter; a meter that only deliveries tell has none
 */
record MetricsSettings(
        int step,
        int coverage,
        int edge,
        DateForm from,
        @Nullable ZoneId zone,
        String until,
        Map<String, Sampled> series) {
    private static final Map<String, Sampled> DEFAULTS = Map.of(
            "in", new Sampled("net_rx", true, BigDecimal.ONE, false),
            "out", new Sampled("net_tx", true, BigDecimal.ONE, false),
            "cpu", new Sampled("cpu_load", true, new BigDecimal("0.01"), true),
            "io", Sampled.NONE);

    /**
     * How the points of a meter become a quantity.
     *
     * @param target the server's name of the series; empty when it has none
     * @param rate a value is per second; else it is all of a step
     * @param timesCpus a value is a share of the VM's processors
     */
    record Sampled(String target, boolean rate, BigDecimal factor, boolean timesCpus) {
        private static final Sampled NONE = new Sampled("", true, BigDecimal.ONE, false);

        private static Sampled read(Settings settings, String meter) {
            var otherwise = DEFAULTS.getOrDefault(meter, NONE);
            var prefix = "meter." + meter + ".";
            return new Sampled(
                    settings.text(prefix + "target", otherwise.target),
                    settings.oneOf(prefix + "sample", "rate", "rate", "amount").equals("rate"),
                    settings.factor(prefix + "factor", otherwise.factor.toPlainString()),
                    settings.isYes(prefix + "times-cpus", otherwise.timesCpus));
        }
    }

    static MetricsSettings read(Settings settings, Set<String> meters) {
        return new MetricsSettings(
                settings.whole("metrics.step", 300, 1, 86_400),
                settings.whole("metrics.coverage", 90, 1, 100),
                settings.whole("metrics.edge", 3, 0, 86_400),
                settings.dates("metrics.from", "HH:mm_yyyyMMdd"),
                settings.zone("metrics.zone"),
                settings.text("metrics.until", ""),
                series(settings, meters));
    }

    private static Map<String, Sampled> series(Settings settings, Set<String> meters) {
        var series = new LinkedHashMap<String, Sampled>();
        for (var meter : meters) {
            if (settings.has("meter." + meter + ".target") || DEFAULTS.containsKey(meter)) {
                series.put(meter, Sampled.read(settings, meter));
            }
        }
        return series;
    }
}
