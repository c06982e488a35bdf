package org.vimeter.vmmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vimeter.simulator.Fault;
import org.vimeter.simulator.Scenario;
import org.vimeter.simulator.Simulator;
import org.vimeter.vm.Job;
import org.vimeter.vm.NewVm;
import org.vimeter.vm.Owner;
import org.vimeter.vm.RawReading;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.VmServer;

/** Each way in which a server fails, on each kind of server: a clear error, no wrong state, no second VM, no hang. */
class FaultsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-20T08:00:00Z"), ZoneOffset.UTC);
    private static final LocalDate DAY = LocalDate.of(2026, 5, 18);
    private static final List<String> KINDS = List.of("VMMANAGER_KVM", "VMMANAGER_OVZ", "VMMANAGER_6");
    private static final Duration NO_HANG = Duration.ofSeconds(30);
    private static final Scenario SCENARIO = new Scenario();
    private static final Simulator SIMULATOR = new Simulator(SCENARIO, CLOCK);

    /** What is said of a fault by those that read XML, and by those that read JSON. */
    private static final Map<Fault, List<String>> WORDS = Map.ofEntries(
            Map.entry(Fault.SLOW, List.of("did not answer", "within 1 seconds")),
            Map.entry(Fault.DROPPED, List.of("could not be reached")),
            Map.entry(Fault.DROPPED_AFTER, List.of("could not be reached")),
            Map.entry(Fault.HALF, List.of("could not be reached")),
            Map.entry(Fault.TRUNCATED, List.of("damaged")),
            Map.entry(Fault.HTML, List.of("is not", "<!DOCTYPE html>")),
            Map.entry(Fault.WRONG_CHARSET, List.of("damaged")),
            Map.entry(Fault.GZIP_BOMB, List.of("compressed")),
            Map.entry(Fault.DEEP, List.of("deeper than 32 levels")),
            Map.entry(Fault.HUGE, List.of("bytes; the answer was not read")),
            Map.entry(Fault.GARBAGE, List.of("something that is not")),
            Map.entry(Fault.HTTP_500, List.of("HTTP status 500")),
            Map.entry(Fault.REDIRECT, List.of("HTTP status 302")),
            Map.entry(Fault.BUSY, List.of("HTTP status 503")),
            Map.entry(Fault.UNAUTHORIZED, List.of()),
            Map.entry(Fault.ERROR_AUTH, List.of("refused the login", "says auth")),
            Map.entry(Fault.ERROR_VALUE, List.of("says value")),
            Map.entry(Fault.ERROR_EXISTS, List.of("says exists")),
            Map.entry(Fault.ERROR_MISSED, List.of("says missed")),
            Map.entry(Fault.ERROR_ACCESS, List.of("says access")),
            Map.entry(Fault.ERROR_LIMIT, List.of("says limit")),
            Map.entry(Fault.ERROR_OTHER, List.of("says other")));

    @BeforeEach
    void begin() {
        SCENARIO.vms().forEach(vm -> SCENARIO.remove(vm.id()));
        SCENARIO.vm("7", "cont7", 2);
        SCENARIO.usage((vm, day) -> Map.of("rx", "0.5", "tx", "1.25", "cpu", "3600", "io", "0"));
        SCENARIO.points((vm, target, at) -> "1000");
    }

    @AfterAll
    static void end() {
        SIMULATOR.close();
    }

    private static VmServer server(String kind, String... settings) {
        var url = kind.equals("VMMANAGER_6")
                ? SIMULATOR.sixUrl()
                : kind.equals("VMMANAGER_OVZ") ? SIMULATOR.ovzUrl() : SIMULATOR.url();
        var all = Stream.concat(
                        Stream.of("timeout", "1", "rate", "0", "busy.pause", "5", "answer.maximum", "10000000"),
                        Stream.of(settings))
                .toArray(String[]::new);
        return new Connected(CLOCK).server(kind, url, all);
    }

    private static String call(String kind, String five, String six) {
        return kind.equals("VMMANAGER_6") ? six : five;
    }

    static Stream<Arguments> faults() {
        return KINDS.stream().flatMap(kind -> WORDS.keySet().stream().map(fault -> Arguments.of(kind, fault)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("faults")
    void readingSaysServerCallAndWhatHappened(String kind, Fault fault) {
        var function = call(kind, "vm", "GET host");
        SCENARIO.fault(function, fault);
        try {
            var server = server(kind);
            Assertions.assertTimeoutPreemptively(
                    NO_HANG,
                    () -> assertThatThrownBy(server::vms)
                            .isInstanceOf(ServerFault.class)
                            .hasMessageContaining("berlin-1")
                            .hasMessageContaining(call(kind, "vm", "host"))
                            .satisfies(thrown -> says(thrown, fault)));
        } finally {
            SCENARIO.fault(function, null);
        }
    }

    private static void says(Throwable thrown, Fault fault) {
        assertThat(thrown.getMessage()).doesNotContain(Scenario.PASSWORD);
        if (fault == Fault.UNAUTHORIZED) {
            assertThat(thrown.getMessage()).containsAnyOf("HTTP status 401", "refused the login");
        } else {
            assertThat(thrown.getMessage()).contains(WORDS.get(fault));
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("faults")
    void aStopNamesItsVm(String kind, Fault fault) {
        var function = call(kind, "vm.stop", "POST host/stop");
        SCENARIO.fault(function, fault);
        try {
            var server = server(kind);
            Assertions.assertTimeoutPreemptively(
                    NO_HANG,
                    () -> assertThatThrownBy(() -> server.stop("7"))
                            .isInstanceOf(ServerFault.class)
                            .hasMessageContaining("berlin-1")
                            .hasMessageContaining("stop, VM 7"));
        } finally {
            SCENARIO.fault(function, null);
        }
    }

    /** No fault ever becomes a figure. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("faults")
    void usageIsMissingAndNeverWrong(String kind, Fault fault) {
        var function = call(kind, "reportvm", "GET host/metrics");
        SCENARIO.fault(function, fault);
        try {
            var server = server(kind);
            Assertions.assertTimeoutPreemptively(NO_HANG, () -> {
                try {
                    assertThat(server.usage("7", DAY, 2).readings()).allSatisfy(reading -> {
                        assertThat(reading.raw()).isNull();
                        assertThat(reading.problem())
                                .asString()
                                .contains("berlin-1")
                                .contains("VM 7");
                    });
                } catch (ServerFault thrown) {
                    assertThat(thrown.getMessage()).contains("berlin-1").contains("VM 7");
                }
            });
        } finally {
            SCENARIO.fault(function, null);
        }
    }

    /** Whatever happened to the first call, and whether it had its effect: the second finds or makes one VM. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("faults")
    void noVmIsMadeTwice(String kind, Fault fault) throws ServerFault {
        var function = call(kind, "vm.edit", "POST host");
        var server = server(kind);
        var owner = server.owner(new Owner("acc7", "acc7@vm.example", "own er"));
        SCENARIO.fault(function, fault);
        Assertions.assertTimeoutPreemptively(
                NO_HANG,
                () -> assertThatCode(() -> server.create(order(owner))).satisfies(thrown -> {
                    if (thrown != null) {
                        assertThat(thrown).isInstanceOf(ServerFault.class).hasMessageContaining("cont1001");
                    }
                }));
        SCENARIO.fault(function, null);
        var job = server.create(order(owner));
        assertThat(server.create(order(owner)).vmId()).isEqualTo(job.vmId());
        assertThat(SCENARIO.vms()).extracting(vm -> vm.name()).containsExactly("cont1001", "cont7");
    }

    private static NewVm order(String owner) {
        var image = "ISPsystem__Debian-12-x86_64";
        return new NewVm("cont1001", "vm.example", owner, "VPS-Start", image, "Pw", Map.of(), 1, 0);
    }

    @Test
    void aTokenThatLapsesInTheMiddleIsRenewed() throws ServerFault {
        var six = server("VMMANAGER_6");
        six.vms();
        SCENARIO.fault("GET host", Fault.EXPIRED, 1);
        assertThat(six.vms().isEmpty()).isFalse();
        SCENARIO.fault("GET host", Fault.UNAUTHORIZED, 1);
        assertThat(six.vms().isEmpty()).isFalse();
        var five = server("VMMANAGER_KVM", "login.by", "session");
        five.vms();
        SCENARIO.fault("vm", Fault.EXPIRED, 1);
        assertThat(five.vms().isEmpty()).isFalse();
    }

    @Test
    void aWrongPasswordIsSaidOnceAndNotShown() {
        for (var kind : KINDS) {
            for (var login : List.of("authinfo", "session")) {
                assertThatThrownBy(() -> server(kind, "test.password", "wr0ng", "login.by", login)
                                .vms())
                        .hasMessageContaining("refused the login “admin”")
                        .hasMessageNotContaining("wr0ng");
            }
        }
    }

    @Test
    void aServiceThatWakesUpIsWaitedFor() throws ServerFault {
        SCENARIO.fault("GET host", Fault.BUSY, 3);
        assertThat(server("VMMANAGER_6").vms().isEmpty()).isFalse();
    }

    @Test
    void aTaskThatFailsIsAFaultInTheServersWords() throws ServerFault {
        var server = server("VMMANAGER_6");
        var owner = server.owner(new Owner("acc7", "acc7@vm.example", "own er"));
        SCENARIO.fault("POST host", Fault.TASK_FAILS, 1);
        var job = server.create(order(owner));
        assertThatThrownBy(() -> {
                    while (!server.isDone(job)) {
                        // asked again until the task has come to its end
                    }
                })
                .hasMessageContaining("host_create")
                .hasMessageContaining("No space left on the storage")
                .hasMessageContaining(job.vmId());
    }

    @Test
    void anOnlyRowThatIsNoArrayIsARow() throws ServerFault {
        SCENARIO.fault("GET host", Fault.SINGLE_ROW, 1);
        assertThat(server("VMMANAGER_6").vms().find("7")).isPresent();
    }

    @Test
    void rowsThatAgreeAreOneAndRowsThatContradictAreNone() throws ServerFault {
        for (var kind : List.of("VMMANAGER_KVM", "VMMANAGER_OVZ")) {
            SCENARIO.fault("reportvm", Fault.DUPLICATE_ROWS, 1);
            assertThat(server(kind).usage("7", DAY, 2).readings())
                    .extracting(RawReading::raw)
                    .contains("0.5", "1.25");
            SCENARIO.fault("reportvm", Fault.CONTRADICTING_ROWS, 1);
            assertThatThrownBy(() -> server(kind).usage("7", DAY, 2)).hasMessageContaining("2 different rows");
        }
        SCENARIO.fault("GET host", Fault.DUPLICATE_ROWS, 1);
        assertThat(server("VMMANAGER_6").vms().named("cont7")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"VMMANAGER_KVM", "VMMANAGER_OVZ", "VMMANAGER_6"})
    void aVmThatIsGoneIsAFault(String kind) {
        var server = server(kind);
        assertThatThrownBy(() -> server.isDone(new Job("99", "installation"))).hasMessageContaining("99");
        assertThatCode(() -> {
                    for (var reading : server.usage("99", DAY, 2).readings()) {
                        assertThat(reading.raw()).isNull();
                    }
                })
                .satisfies(thrown -> assertThat(thrown == null || thrown instanceof ServerFault)
                        .isTrue());
    }

    /** Of a list that is not there, a second VM would be made. */
    @Test
    void anAnswerWithoutAListIsNotAnEmptyList() {
        SCENARIO.fault("GET host", Fault.NO_LIST);
        try {
            var server = server("VMMANAGER_6");
            assertThatThrownBy(server::vms).hasMessageContaining("without a list");
            assertThatThrownBy(() -> server.create(order("1"))).hasMessageContaining("without a list");
            assertThatThrownBy(() -> server.delete("7")).hasMessageContaining("without a list");
            assertThat(SCENARIO.vms()).hasSize(1);
        } finally {
            SCENARIO.fault("GET host", null);
        }
    }

    @Test
    void anOrderThatABusyServerMayHaveTakenIsNotSentTwice() throws ServerFault {
        var server = server("VMMANAGER_6");
        var owner = server.owner(new Owner("acc7", "acc7@vm.example", "own er"));
        SCENARIO.fault("POST host", Fault.BUSY, 1);
        assertThatThrownBy(() -> server.create(order(owner))).hasMessageContaining("HTTP status 503");
        assertThat(server.create(order(owner)).vmId()).isNotEmpty();
        assertThat(SCENARIO.vms()).hasSize(2);
    }

    @Test
    void twoVmsOfOneNameAreForStaff() throws ServerFault {
        SCENARIO.vm("8", "cont1001", 1).vm("9", "cont1001", 1);
        for (var kind : KINDS) {
            assertThatThrownBy(() -> server(kind).create(order("1")))
                    .hasMessageContaining("several VMs named cont1001")
                    .hasMessageContaining("8, 9");
        }
    }

    @Test
    void aFullServerSaysSo() throws ServerFault {
        SCENARIO.capacity(1);
        try {
            for (var kind : KINDS) {
                var server = server(kind);
                var owner = server.owner(new Owner("acc7", "acc7@vm.example", "own er"));
                assertThatThrownBy(() -> server.create(order(owner)))
                        .hasMessageContaining("cont1001")
                        .hasMessageContaining("No node has room");
            }
        } finally {
            SCENARIO.capacity(Integer.MAX_VALUE);
        }
    }

    @Test
    void aDiskThatCannotBecomeSoIsRefusedBeforeAnythingIsCalled() {
        var smaller = Map.of("disc", 1L << 30, "mem", 1L << 31);
        for (var kind : List.of("VMMANAGER_KVM", "VMMANAGER_6")) {
            assertThatThrownBy(() -> server(kind).resize("7", smaller)).hasMessageContaining("is 10240");
            assertThat(SCENARIO.vm("7").field("mem")).isEqualTo("1024");
        }
    }
}
