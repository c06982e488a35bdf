package org.vimeter.vmmanager.v6;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vimeter.simulator.Scenario;
import org.vimeter.simulator.Scenario.PointSource;
import org.vimeter.simulator.Simulator;
import org.vimeter.vm.RawReading;
import org.vimeter.vm.ServerFault;
import org.vimeter.vmmanager.Connected;

/** Series over real HTTP become figures of local days. */
class SeriesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDate DAY = LocalDate.of(2026, 5, 18);

    private final Scenario scenario = new Scenario().vm("7", "cont7", 2);
    private Simulator simulator;

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Map<String, RawReading> read(LocalDate day, PointSource points, String... settings) throws ServerFault {
        var clock = Clock.fixed(day.plusDays(1).atTime(8, 0).atZone(BERLIN).toInstant(), BERLIN);
        scenario.points(points);
        simulator = simulator == null ? new Simulator(scenario, clock) : simulator;
        var all = new ArrayList<>(List.of("rate", "0"));
        all.addAll(List.of(settings));
        URI url = simulator.sixUrl();
        var report = new Connected(clock)
                .server("VMMANAGER_6", url, all.toArray(String[]::new))
                .usage("7", day);
        return report.readings().stream().collect(toMap(RawReading::meter, reading -> reading));
    }

    private static boolean isIn(LocalDate day, Instant at) {
        return at.atZone(BERLIN).toLocalDate().equals(day);
    }

    @Test
    void aRateIsAddedUpOverTheLocalDayAndNoOther() throws ServerFault {
        var readings = read(DAY, (vm, target, at) -> isIn(DAY, at) ? "10.5" : "999");
        assertThat(readings.get("in").raw()).isEqualTo("907200"); // 10.5 × 86 400
        assertThat(readings.get("in").unit().name()).isEqualTo("B");
    }

    @Test
    void aDayOfTwentyThreeAndOneOfTwentyFiveHoursAreAsLongAsTheyAre() throws ServerFault {
        assertThat(read(LocalDate.of(2026, 3, 29), (vm, target, at) -> "1")
                        .get("in")
                        .raw())
                .isEqualTo("82800");
        simulator.close();
        simulator = null;
        assertThat(read(LocalDate.of(2026, 10, 25), (vm, target, at) -> "1")
                        .get("in")
                        .raw())
                .isEqualTo("90000");
    }

    @Test
    void processorTimeIsAShareOfAllProcessors() throws ServerFault {
        assertThat(read(DAY, (vm, target, at) -> "25").get("cpu").raw())
                .isEqualTo("43200"); // a quarter of 2 × 86 400 s
    }

    /** A resize since would bill it anew with the processors of today. */
    @Test
    void processorTimeOfAnOlderDayIsNotReadAgain() throws ServerFault {
        var clock = Clock.fixed(DAY.plusDays(2).atTime(8, 0).atZone(BERLIN).toInstant(), BERLIN);
        scenario.points((vm, target, at) -> "25");
        simulator = new Simulator(scenario, clock);
        var readings = new Connected(clock)
                .server("VMMANAGER_6", simulator.sixUrl(), "rate", "0")
                .usage("7", DAY)
                .readings();
        assertThat(readings)
                .filteredOn(reading -> reading.raw() == null)
                .extracting(RawReading::meter)
                .contains("cpu")
                .doesNotContain("in", "out");
    }

    @Test
    void anAmountPerStepIsAddedUpAsItIs() throws ServerFault {
        assertThat(read(DAY, (vm, target, at) -> "3", "meter.in.sample", "amount")
                        .get("in")
                        .raw())
                .isEqualTo("864");
    }

    @Test
    void gapsAddNothingWhileTheyAreFew() throws ServerFault {
        var readings = read(DAY, (vm, target, at) -> at.getEpochSecond() % 7200 == 0 ? null : "288");
        assertThat(new BigDecimal(readings.get("in").raw())).isEqualByComparingTo("23846400"); // 276 points of 288
    }

    @Test
    void withTooManyGapsTheDayIsMissingAndNotSmall() throws ServerFault {
        PointSource half = (vm, target, at) -> at.getEpochSecond() % 600 == 0 ? null : "288";
        assertThat(read(DAY, half).get("in")).satisfies(reading -> {
            assertThat(reading.raw()).isNull();
            assertThat(reading.problem())
                    .asString()
                    .contains("only 144 of 288 points")
                    .contains("VM 7");
        });
        assertThat(read(DAY, half, "metrics.coverage", "50").get("in").raw()).isEqualTo("12441600");
    }

    @Test
    void nothingButGapsIsNeverAZero() throws ServerFault {
        assertThat(read(DAY, (vm, target, at) -> null, "metrics.coverage", "1")
                        .get("in")
                        .raw())
                .isNull();
        assertThat(read(DAY, (vm, target, at) -> "0").get("in").raw()).isEqualTo("0");
    }

    @Test
    void aStepThatIsNotTheServersIsFoundBeforeItIsBilled() throws ServerFault {
        assertThat(read(DAY, (vm, target, at) -> "1", "metrics.step", "60")
                        .get("in")
                        .problem())
                .asString()
                .contains("300 seconds apart")
                .contains("metrics.step says 60");
    }

    @Test
    void aNegativePointIsHandedOnToBeRefused() throws ServerFault {
        assertThat(read(DAY, (vm, target, at) -> isIn(DAY, at) ? "-5" : "1")
                        .get("in")
                        .raw())
                .isEqualTo("-5");
    }

    @Test
    void aTargetThatIsNotConfiguredOrNotThereIsMissing() throws ServerFault {
        var readings = read(DAY, (vm, target, at) -> "1", "meter.cpu.target", "no_such");
        assertThat(readings.get("io").problem()).asString().contains("meter.io.target");
        assertThat(readings.get("cpu").problem()).asString().contains("only 0 of 288");
        assertThat(readings.get("in").raw()).isNotNull();
    }

    @Test
    void aNumberThatWouldFillTheMemoryIsNoNumber() {
        assertThat(read("1e999999999")).asString().contains("cannot be read");
        assertThat(read("NaN")).asString().contains("cannot be read");
    }

    private Object read(String value) {
        var clock = Clock.fixed(DAY.plusDays(2).atStartOfDay(BERLIN).toInstant(), BERLIN);
        simulator = simulator == null ? new Simulator(scenario, clock) : simulator;
        var connection = new Connected(clock).connection("VMMANAGER_6", simulator.sixUrl());
        var element = PointsOf.values(value, DAY.atStartOfDay(BERLIN).toEpochSecond());
        var series = new Series(connection, "net_rx", DAY, element);
        try {
            return series.figure("7", new Series.Use("rate", "1", 1), true);
        } catch (Series.Unusable unusable) {
            return unusable.problem();
        }
    }

    @Test
    void twoValuesForOneMomentAreNone() {
        var clock = Clock.fixed(DAY.plusDays(2).atStartOfDay(BERLIN).toInstant(), BERLIN);
        simulator = new Simulator(scenario, clock);
        var connection = new Connected(clock).connection("VMMANAGER_6", simulator.sixUrl());
        long at = DAY.atStartOfDay(BERLIN).toEpochSecond();
        var points = new ArrayList<>(PointsOf.values("1", at));
        points.addAll(PointsOf.values("2", at));
        assertThatThrownBy(() ->
                        new Series(connection, "net_rx", DAY, points).figure("7", new Series.Use("rate", "1", 1), true))
                .hasMessageContaining("two values");
    }
}
