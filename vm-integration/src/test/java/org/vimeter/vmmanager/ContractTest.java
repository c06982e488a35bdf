package org.vimeter.vmmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vimeter.simulator.Scenario;
import org.vimeter.simulator.Simulator;
import org.vimeter.simulator.Template;
import org.vimeter.vm.Job;
import org.vimeter.vm.NewVm;
import org.vimeter.vm.Owner;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.Vm;
import org.vimeter.vm.VmServer;

/**
 * The life of one VM, the same on every kind of server. The requests that it makes are kept in {@code transcripts}, to compare
 * with the protocols' documentation; the environment variable {@code TRANSCRIPTS=write} writes them anew.
 */
class ContractTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-20T08:00:00Z"), ZoneOffset.UTC);
    private static final LocalDate DAY = LocalDate.of(2026, 5, 19);
    private static final long MIB = 1 << 20;
    private static final NewVm WANTED = new NewVm(
            "cont1001",
            "vm1001.example",
            "",
            "VPS-Start",
            "ISPsystem__Debian-12-x86_64",
            "Pw & 1",
            resources(2048, 2, 10240),
            1,
            0);

    private static Map<String, Long> resources(long mem, long cpus, long disk) {
        var resources = new LinkedHashMap<String, Long>();
        resources.put("mem", mem * MIB);
        resources.put("ncpu", cpus);
        resources.put("disc", disk * MIB);
        resources.put("traffic", 1L << 40);
        return resources;
    }

    @ParameterizedTest
    @ValueSource(strings = {"VMMANAGER_KVM", "VMMANAGER_OVZ", "VMMANAGER_6"})
    void theLifeOfAVm(String kind) throws ServerFault, IOException {
        var scenario = new Scenario()
                .vm("12", "cont12", 1)
                .recording()
                .usage((vm, day) -> Map.of("rx", "0.5", "tx", "1.25", "cpu", "3600"))
                .points((vm, target, at) -> target.equals("cpu_load") ? "5" : "1000");
        try (var simulator = new Simulator(scenario, CLOCK)) {
            var server = new Connected(CLOCK).server(kind, url(simulator, kind), "rate", "0");
            story(server, scenario, !kind.equals("VMMANAGER_KVM"));
        }
        compare(kind, String.join("\n", scenario.requests()) + "\n");
    }

    private static URI url(Simulator simulator, String kind) {
        return switch (kind) {
            case "VMMANAGER_6" -> simulator.sixUrl();
            case "VMMANAGER_OVZ" -> simulator.ovzUrl();
            default -> simulator.url();
        };
    }

    private static void story(VmServer server, Scenario scenario, boolean diskGrows) throws ServerFault {
        var owner = server.owner(new Owner("acc7", "acc7@vm.example", "own er"));
        assertThat(server.owner(new Owner("acc7", "acc7@vm.example", "other"))).isEqualTo(owner);

        var job = server.create(order(owner));
        assertThat(server.create(order(owner)).vmId()).as("asked again").isEqualTo(job.vmId());
        assertThat(scenario.vms()).hasSize(2);
        assertThat(server.isDone(job)).as("at once").isFalse();
        finish(server, job);
        var id = job.vmId();
        assertThat(server.vm(id)).contains(new Vm(id, "cont1001", Vm.Power.RUNNING, 2));
        assertThat(server.vms().named("cont1001")).hasSize(1);
        assertThat(scenario.vm(id).field("mem")).isEqualTo("2048");
        assertThat(scenario.vm(id).field("domain")).isEqualTo("vm1001.example");

        assertThat(server.usage(id, DAY, 2).readings())
                .filteredOn(reading -> reading.meter().equals("in"))
                .allSatisfy(reading -> assertThat(reading.raw()).isIn("0.5", "86400000"));

        finish(server, server.stop(id));
        assertThat(server.vm(id)).map(Vm::power).contains(Vm.Power.STOPPED);
        finish(server, server.stop(id));
        finish(server, server.start(id));
        assertThat(server.vm(id)).map(Vm::power).contains(Vm.Power.RUNNING);
        finish(server, server.restart(id));

        finish(server, server.addAddress(id, false, "vm1001.example"));
        assertThat(server.addresses(id)).hasSize(2);
        finish(server, server.resize(id, resources(4096, 4, diskGrows ? 20480 : 10240)));
        assertThat(scenario.vm(id).field("mem")).isEqualTo("4096");
        assertThat(scenario.vm(id).field("cpus")).isEqualTo("4");
        assertThat(scenario.vm(id).field("disk")).isEqualTo(diskGrows ? "20480" : "10240");
        finish(server, server.password(id, "n3w"));
        assertThat(scenario.vm(id).field("password")).isEqualTo("n3w");
        finish(server, server.reinstall(id, "ISPsystem__Ubuntu-24.04-amd64", "n3w"));
        assertThat(scenario.vm(id).field("image")).isEqualToIgnoringCase("ISPsystem__Ubuntu-24.04-amd64");

        finish(server, server.delete(id));
        assertThat(server.vm(id)).isEmpty();
        finish(server, server.delete(id));
        assertThat(scenario.vms()).hasSize(1);
    }

    /** What a change of package does: all that the other template gives is sent, whatever the kind, and can be read back. */
    @ParameterizedTest
    @CsvSource({"VMMANAGER_KVM, false", "VMMANAGER_OVZ, true", "VMMANAGER_6, true"})
    void anotherTemplateIsGivenAndReadBack(String kind, boolean diskGrows) throws ServerFault {
        int disk = diskGrows ? 20480 : 10240;
        var scenario = new Scenario()
                .installation(0)
                .templates(new Template("small", 2, 2048, 10240), new Template("large", 4, 8192, disk));
        try (var simulator = new Simulator(scenario, CLOCK)) {
            var server = new Connected(CLOCK).server(kind, url(simulator, kind), "rate", "0");
            var owner = server.owner(new Owner("acc7", "acc7@vm.example", "own er"));
            var wanted = new NewVm("cont7", "vm7.example", owner, "small", WANTED.image(), "Pw & 1", Map.of(), 1, 0);
            var job = server.create(wanted);
            finish(server, job);
            var vm = scenario.vm(job.vmId());
            assertThat(vm.field("cpus") + "/" + vm.field("mem")).isEqualTo("2/2048");

            var given = server.template("large");
            finish(server, server.resize(vm.id(), given));
            assertThat(vm.field("cpus") + "/" + vm.field("mem") + "/" + vm.field("disk"))
                    .isEqualTo("4/8192/" + disk);
            if (kind.equals("VMMANAGER_KVM")) {
                assertThat(vm.field("cputune")).isEqualTo("4");
            }
            assertThat(server.resources(vm.id())).containsAllEntriesOf(given);
        }
    }

    private static NewVm order(String owner) {
        return new NewVm(
                WANTED.name(),
                WANTED.domain(),
                owner,
                WANTED.template(),
                WANTED.image(),
                WANTED.password(),
                WANTED.resources(),
                1,
                0);
    }

    private static void finish(VmServer server, Job job) throws ServerFault {
        for (int i = 0; i < 10; i++) {
            if (server.isDone(job)) {
                return;
            }
        }
        throw new AssertionError("Never done: " + job);
    }

    private static void compare(String kind, String requests) throws IOException {
        var file = Path.of("src/test/resources/transcripts", kind.toLowerCase(Locale.ROOT) + ".txt");
        if ("write".equals(System.getenv("TRANSCRIPTS"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, requests);
        }
        assertThat(requests).isEqualTo(Files.readString(file));
        assertThat(requests).doesNotContain("Pw & 1").doesNotContain("n3w").doesNotContain(Scenario.PASSWORD);
    }
}
