package org.vimeter.vmmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vimeter.foreign.ForeignVeManager;
import org.vimeter.foreign.ForeignVmManager6;
import org.vimeter.vm.Job;
import org.vimeter.vm.NewVm;
import org.vimeter.vm.Owner;
import org.vimeter.vm.RawReading;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.Vm;
import org.vimeter.vm.VmServer;

/** Servers that were written from the documentation by somebody who did not know the adapters: configuration is enough. */
class ForeignServersTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-20T08:00:00Z"), ZoneOffset.UTC);
    private static final long MIB = 1 << 20;

    private static void finish(VmServer server, Job job) throws ServerFault {
        for (int i = 0; i < 10; i++) {
            if (server.isDone(job)) {
                return;
            }
        }
        throw new AssertionError("Never done: " + job);
    }

    private static Map<String, String> figures(List<RawReading> readings) {
        return readings.stream().collect(Collectors.toMap(RawReading::meter, reading -> String.valueOf(reading.raw())));
    }

    private static NewVm order(String owner, String image) {
        var resources = Map.of("mem", 2048 * MIB, "ncpu", 2L, "disc", 10240 * MIB);
        return new NewVm("cont1001", "vm1001.example", owner, "VPS-Start", image, "Pw & 1", resources, 1, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"authinfo", "session"})
    void aVeManager(String login) throws ServerFault, IOException {
        try (var foreign = new ForeignVeManager()) {
            var server = new Connected(CLOCK)
                    .server(
                            "VMMANAGER_OVZ",
                            foreign.url(),
                            "test.login",
                            "root",
                            "test.password",
                            "p:w&d=ü",
                            "login.by",
                            login,
                            "preset.fields",
                            "",
                            "image.case",
                            "as-listed");
            assertThat(server.templates()).containsExactly("VPS-Start");
            assertThat(server.images()).contains("ISPsystem__Debian-11-x86_64");
            lifeOnVeManager(server);
        }
    }

    private static void lifeOnVeManager(VmServer server) throws ServerFault {
        var owner = server.owner(new Owner("acc7", "acc7@vm.example", "own er"));
        assertThat(server.owner(new Owner("acc7", "acc7@vm.example", "other"))).isEqualTo(owner);
        var job = server.create(order(owner, "ISPsystem__Debian-11-x86_64"));
        var id = job.vmId();
        assertThat(server.create(order(owner, "ISPsystem__Debian-11-x86_64")).vmId())
                .isEqualTo(id);
        finish(server, job);
        assertThat(server.vm(id)).map(Vm::name).contains("cont1001");

        var figures = figures(server.usage(id, LocalDate.of(2026, 5, 18), null).readings());
        assertThat(figures).containsEntry("in", id + ".018000").containsEntry("cpu", "1800");
        assertThat(figures(server.usage(id, LocalDate.of(2026, 5, 17), null).readings()))
                .containsEntry("cpu", "null")
                .containsEntry("io", "null");

        server.stop(id);
        server.vms();
        assertThat(server.vms().find(id)).map(Vm::power).contains(Vm.Power.STOPPED);
        server.start(id);
        server.vms();
        assertThat(server.vms().find(id)).map(Vm::power).contains(Vm.Power.RUNNING);
        server.addAddress(id, false, "vm1001.example");
        server.resize(id, Map.of("mem", 4096 * MIB, "disc", 20480 * MIB));
        server.password(id, "n3w");
        finish(server, server.reinstall(id, "ISPsystem__CentOS-7-amd64", "n3w"));
        finish(server, server.delete(id));
        assertThat(server.vm(id)).isEmpty();
    }

    @Test
    void aVmManager6() throws ServerFault, IOException {
        try (var foreign = new ForeignVmManager6()) {
            var server = new Connected(CLOCK)
                    .server(
                            "VMMANAGER_6",
                            foreign.url(),
                            "test.login",
                            "root@example.org",
                            "test.password",
                            "p:w&d=ü",
                            "rate",
                            "0",
                            "busy.pause",
                            "1");
            assertThat(server.templates()).containsExactly("VPS-Start");
            assertThat(server.nodes()).hasSize(1);
            assertThat(server.vms().find("237")).map(Vm::name).contains("cont237");
            var figures =
                    figures(server.usage("237", LocalDate.of(2026, 5, 19), 2).readings());
            assertThat(figures)
                    .containsEntry("in", "204768000") // 2370 bytes a second
                    .containsEntry("out", "408114000") // 4740, and one of 288 points is a gap
                    .containsEntry("cpu", "43200") // a quarter of two processors
                    .containsEntry("io", "null");
            life(server);
        }
    }

    private static void life(VmServer server) throws ServerFault {
        var owner = server.owner(new Owner("acc7", "acc7@vm.example", "own er"));
        assertThat(server.owner(new Owner("acc7", "acc7@vm.example", "other"))).isEqualTo(owner);
        var images = server.images();
        var job = server.create(order(owner, images.get(0)));
        var id = job.vmId();
        assertThat(server.create(order(owner, images.get(0))).vmId()).isEqualTo(id);
        finish(server, job);
        assertThat(server.vm(id)).contains(new Vm(id, "cont1001", Vm.Power.RUNNING, 2));
        finish(server, server.stop(id));
        assertThat(server.vm(id)).map(Vm::power).contains(Vm.Power.STOPPED);
        finish(server, server.start(id));
        assertThat(server.vm(id)).map(Vm::power).contains(Vm.Power.RUNNING);
        finish(server, server.restart(id));
        finish(server, server.addAddress(id, false, "vm1001.example"));
        assertThat(server.addresses(id)).hasSize(2);
        finish(server, server.resize(id, Map.of("mem", 4096 * MIB, "ncpu", 4L, "disc", 20480 * MIB)));
        assertThat(server.vm(id)).map(Vm::cpus).contains(4);
        assertThatThrownBy(() -> server.resize(id, Map.of("disc", 1024 * MIB))).hasMessageContaining("cannot become");
        finish(server, server.password(id, "n3w"));
        finish(server, server.reinstall(id, images.get(1), "n3w"));
        finish(server, server.delete(id));
        assertThat(server.vm(id)).isEmpty();
        finish(server, server.delete(id));
    }
}
