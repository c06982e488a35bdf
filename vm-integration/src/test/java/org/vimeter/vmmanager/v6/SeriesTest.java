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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vimeter.simulator.PointSource;
import org.vimeter.simulator.Scenario;
import org.vimeter.simulator.Simulator;
import org.vimeter.vm.RawReading;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;
import org.vimeter.vmmanager.Connected;
import org.vimeter.vmmanager.wire.Element;

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
                .usage("7", day, 2);
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

    /** A share of processors that nobody knows is no figure, and its points are not asked for. */
    @Test
    void processorTimeWithoutTheNumberOfProcessorsIsMissingAndCostsNoCall() throws ServerFault {
        var clock = Clock.fixed(DAY.plusDays(2).atTime(8, 0).atZone(BERLIN).toInstant(), BERLIN);
        scenario.points((vm, target, at) -> "25").recording();
        simulator = new Simulator(scenario, clock);
        var server = new Connected(clock).server("VMMANAGER_6", simulator.sixUrl(), "rate", "0");
        assertThat(server.usage("7", DAY, 3).readings())
                .filteredOn(reading -> reading.meter().equals("cpu"))
                .extracting(RawReading::raw)
                .as("with those of that day, not the two of now")
                .containsExactly("64800");
        int before = scenario.requests().size();
        assertThat(server.usage("7", DAY, null).readings())
                .filteredOn(reading -> reading.raw() == null)
                .extracting(RawReading::meter)
                .contains("cpu")
                .doesNotContain("in", "out");
        assertThat(scenario.requests().subList(before, scenario.requests().size()))
                .noneMatch(request -> request.contains("cpu_load"))
                .anyMatch(request -> request.contains("net_rx"));
    }

    /** The server's words: it takes {@code from} for a time of its own zone, or leaves the first point out, or both. */
    @ParameterizedTest
    @CsvSource({"UTC, false", "UTC, true", "America/New_York, true", "Pacific/Auckland, true", "Europe/Berlin, true"})
    void whateverTheServerTakesFromForTheDayIsWhole(String zone, boolean leavesOutTheFirst) throws ServerFault {
        var clock = Clock.fixed(DAY.plusDays(1).atTime(8, 0).atZone(BERLIN).toInstant(), BERLIN);
        scenario.points((vm, target, at) -> isIn(DAY, at) ? "1" : "999").leavingOutTheFirstPoint(leavesOutTheFirst);
        simulator = new Simulator(scenario, clock.withZone(ZoneId.of(zone)));
        var server = new Connected(clock).server("VMMANAGER_6", simulator.sixUrl(), "rate", "0");
        assertThat(server.usage("7", DAY, 2).readings())
                .filteredOn(reading -> reading.meter().equals("in"))
                .extracting(RawReading::raw)
                .containsExactly("86400");
    }

    @Test
    void aDayThatBeginsOrEndsInAGapWasCutShort() throws ServerFault {
        long midnight = DAY.atStartOfDay(BERLIN).toEpochSecond();
        long end = DAY.plusDays(1).atStartOfDay(BERLIN).toEpochSecond();
        PointSource late = (vm, target, at) -> at.getEpochSecond() < midnight + 4 * 300 ? null : "1";
        assertThat(read(DAY, late).get("in")).satisfies(reading -> {
            assertThat(reading.raw()).isNull();
            assertThat(reading.problem())
                    .asString()
                    .contains("gap of 4 points", "2026-05-17T22:00:00Z", "metrics.zone");
        });
        assertThat(read(DAY, late, "metrics.edge", "4").get("in").raw()).isEqualTo("85200");
        assertThat(read(DAY, (vm, target, at) -> at.getEpochSecond() >= end - 4 * 300 ? null : "1")
                        .get("in")
                        .problem())
                .asString()
                .contains("gap of 4 points", "2026-05-18T22:00:00Z");
        assertThat(read(DAY, (vm, target, at) -> at.getEpochSecond() >= end - 3 * 300 ? null : "1")
                        .get("in")
                        .raw())
                .as("the last three of a day may be on their way")
                .isEqualTo("85500");
    }

    @Test
    void ninetyPercentAreNoPointLess() throws ServerFault {
        assertThat(read(DAY, gaps(29)).get("in").problem())
                .asString()
                .contains("only 259 of 288 points", "260 are needed");
        assertThat(read(DAY, gaps(28)).get("in").raw()).isEqualTo("78000");
    }

    /** So many nulls from noon on. */
    private static PointSource gaps(int many) {
        long noon = DAY.atTime(12, 0).atZone(BERLIN).toEpochSecond();
        return (vm, target, at) -> at.getEpochSecond() >= noon && at.getEpochSecond() < noon + many * 300L ? null : "1";
    }

    /** A service that ends is read for today: what there is so far. */
    @Test
    void ofADayThatIsNotOverWhatThereIsSoFarIsRead() throws ServerFault {
        var clock = Clock.fixed(DAY.atTime(8, 0).atZone(BERLIN).toInstant(), BERLIN);
        scenario.points((vm, target, at) -> isIn(DAY, at) ? "1" : "999");
        simulator = new Simulator(scenario, clock);
        assertThat(new Connected(clock)
                        .server("VMMANAGER_6", simulator.sixUrl(), "rate", "0")
                        .usage("7", DAY, 2)
                        .readings())
                .filteredOn(reading -> reading.meter().equals("in"))
                .extracting(RawReading::raw)
                .containsExactly("28800");
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

    private static Series series(ServerConnection connection, List<Element> points, Instant now) {
        var metrics = SeriesOf.metrics(connection);
        return new Series(connection, metrics, metrics.series().get("in"), DAY, points, now);
    }

    private Object read(String value) {
        var clock = Clock.fixed(DAY.plusDays(2).atStartOfDay(BERLIN).toInstant(), BERLIN);
        simulator = simulator == null ? new Simulator(scenario, clock) : simulator;
        var connection = new Connected(clock).connection("VMMANAGER_6", simulator.sixUrl());
        var element = PointsOf.values(value, DAY.atStartOfDay(BERLIN).toEpochSecond());
        var series = series(connection, element, clock.instant());
        try {
            return series.figure("7", 1, true);
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
        assertThatThrownBy(() -> series(connection, points, clock.instant()).figure("7", 1, true))
                .hasMessageContaining("two values");
    }
}
