package org.vimeter.vmmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vimeter.measure.Unit;
import org.vimeter.problem.Faults;
import org.vimeter.simulator.Scenario;
import org.vimeter.simulator.Simulator;
import org.vimeter.vm.RawReading;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.Settings;
import org.vimeter.vm.Vm;
import org.vimeter.vm.VmServer;
import org.vimeter.vmmanager.core.CoreManagerSettings;

class CoreManagerServerTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-20T08:00:00Z"), ZoneOffset.UTC);
    private static final LocalDate DAY = LocalDate.of(2026, 5, 3);
    private static final Unit GIB = Connected.UNITS.get("GiB");
    private static final Unit SECOND = Connected.UNITS.get("second");
    private static final Unit HIO = Connected.UNITS.get("hio");

    private final Scenario scenario = new Scenario().vm("7", "cont7", 2);
    private Simulator simulator;

    @BeforeEach
    void start() {
        simulator = new Simulator(scenario, CLOCK);
        scenario.usage((vm, day) -> Map.of("rx", "0.5", "tx", "1.25", "cpu", "3600", "io", "0"));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private VmServer server(String... settings) {
        return new Connected(CLOCK).server("VMMANAGER_KVM", simulator.url(), settings);
    }

    @Test
    void listsVmsWithTheirStateAndCpus() throws ServerFault {
        assertThat(server().vms().find("7")).contains(new Vm("7", "cont7", Vm.Power.RUNNING, 2));
        assertThat(server().vms().find("8")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2026-05-03", "2026-04-30", "2026-02-28"})
    void readsADayOfThisMonthTheLastAndAnother(LocalDate day) throws ServerFault {
        assertThat(server().usage("7", day, 2).readings())
                .containsExactly(
                        new RawReading("in", "0.5", GIB, null),
                        new RawReading("out", "1.25", GIB, null),
                        new RawReading("cpu", "3600", SECOND, null),
                        new RawReading("io", "0", HIO, null));
    }

    @Test
    void anAbsentFieldIsAProblemAndNotAZero() throws ServerFault {
        scenario.usage((vm, day) -> Map.of("rx", "1", "tx", "1", "cpu", ""));
        var readings = server().usage("7", DAY, 2).readings();
        assertThat(readings)
                .filteredOn(reading -> reading.raw() == null)
                .extracting(RawReading::meter)
                .containsExactly("cpu", "io");
        assertThat(readings.get(2).problem())
                .asString()
                .contains("berlin-1")
                .contains("VM 7")
                .contains("“cpu”");
    }

    @Test
    void anotherDialectIsConfiguration() throws ServerFault {
        scenario.usage((vm, day) -> Map.of("inbytes", "5", "tx", "1"));
        var readings = server("meter.in.field", "inbytes", "meter.in.unit", "GiB", "list.state", "status")
                .usage("7", DAY, 2)
                .readings();
        assertThat(readings.get(0).raw()).isEqualTo("5");
    }

    @Test
    void listsTemplatesImagesAndNodes() throws ServerFault {
        assertThat(server().templates()).containsExactly("VPS-Start");
        assertThat(server().images()).contains("ISPsystem__Debian-12-x86_64").hasSize(3);
        assertThat(server().nodes()).containsExactly("kvm-node-1", "kvm-node-2");
    }

    @Test
    void theRowIsShownAsTheServerSentIt() throws ServerFault {
        assertThat(server().usage("7", DAY, 2).row())
                .containsEntry("date", "2026-05-03")
                .containsEntry("rx", "0.5");
    }

    @Test
    void stopsAndStarts() throws ServerFault {
        server().stop("7");
        assertThat(server().vms().find("7")).map(Vm::power).contains(Vm.Power.STOPPED);
        server().start("7");
        assertThat(scenario.running("7")).isTrue();
        assertThatThrownBy(() -> server().stop("99"))
                .hasMessageContaining("missed")
                .hasMessageContaining("“99”");
    }

    @Test
    void aWrongPasswordIsNamedAndNotShown() {
        var server = server("test.password", "wr0ng");
        assertThatThrownBy(server::vms)
                .hasMessageContaining("refused the login “admin”")
                .hasMessageNotContaining("wr0ng");
    }

    @Test
    void anUnreachableServerIsNamed() {
        var url = URI.create("http://127.0.0.1:1/vmmgr");
        assertThatThrownBy(
                        () -> new Connected(CLOCK).server("VMMANAGER_KVM", url).vms())
                .isInstanceOfSatisfying(
                        ServerFault.class,
                        fault -> assertThat(fault.isUnreachable()).isTrue())
                .hasMessageContaining("berlin-1 could not be reached");
    }

    @Test
    void aDayWithoutRowAWrongDateFieldAndAWrongDateFormAreNamed() {
        scenario.usage((vm, day) -> day.equals(DAY) ? Map.of() : Map.of("rx", "1"));
        assertThatThrownBy(() -> server().usage("7", DAY, 2)).hasMessageContaining("no row for 2026-05-03");
        assertThatThrownBy(() -> server("report.date.field", "day").usage("7", DAY, 2))
                .hasMessageContaining("no field “day”")
                .hasMessageContaining("They have: date, rx");
        assertThatThrownBy(() -> server("report.date.format", "dd.MM.yyyy").usage("7", DAY, 2))
                .hasMessageContaining("“2026-05-01”")
                .hasMessageContaining("dd.MM.yyyy");
    }

    @Test
    void aPasswordIsNeverPartOfAConnectionsText() {
        var connection = new ServerConnection(
                1,
                "n",
                "VMMANAGER_KVM",
                URI.create("http://x/vmmgr"),
                "a",
                "s3cret",
                ZoneId.of("UTC"),
                CoreManagerSettings.kvm(new Settings(Map.of(), new Faults())),
                Map.of(),
                null);
        assertThat(List.of(connection).toString()).doesNotContain("s3cret");
    }
}
