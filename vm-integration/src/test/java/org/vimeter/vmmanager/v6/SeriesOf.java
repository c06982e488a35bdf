package org.vimeter.vmmanager.v6;

import java.time.Instant;
import java.time.LocalDate;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vmmanager.wire.Element;

/** Lets tests of other packages read a series. */
public final class SeriesOf {
    private SeriesOf() {}

    static MetricsSettings metrics(ServerConnection server) {
        return ((VmManager6Settings) server.dialect()).metrics();
    }

    /** The figure of the day, or null when none can be made. */
    public static String day(ServerConnection server, Element answer, LocalDate day) {
        var points = answer.children().stream()
                .flatMap(series -> series.all("datapoints").stream())
                .toList();
        try {
            return new Series(
                            server,
                            metrics(server),
                            metrics(server).series().get("in"),
                            day,
                            points,
                            Instant.parse("2100-01-01T00:00:00Z"))
                    .figure("7", 1, true);
        } catch (Series.Unusable unusable) {
            unusable.problem().stored();
            return null;
        }
    }
}
