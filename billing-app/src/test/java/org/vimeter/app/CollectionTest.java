package org.vimeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.vimeter.simulator.Simulator;

/** The short form of {@link CollectionBenchmark}. */
class CollectionTest {
    private static final int VMS = 200;

    @Test
    void everyKindIsCollectedAndADeadServerKeepsNobodyWaiting() throws Exception {
        try (var postgres = EmbeddedPostgres.builder().start();
                var simulator = new Simulator(Fleet.scenario(VMS, 20), Fleet.CLOCK);
                var silent = new ServerSocket(0)) {
            var fleet = new Fleet(Fleet.database(postgres, "collection"));
            var nowhere = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/vmmgr");
            long dead = fleet.server("dead", "VMMANAGER_KVM", nowhere, VMS, Map.of("timeout", "60"));
            long kvm = fleet.server("kvm", "VMMANAGER_KVM", simulator.url(), VMS, Map.of());
            long ovz = fleet.server("ovz", "VMMANAGER_OVZ", simulator.ovzUrl(), VMS, Map.of());
            long six = fleet.server("six", "VMMANAGER_6", simulator.sixUrl(), VMS, Map.of("rate", "0"));

            var waiting = CompletableFuture.runAsync(() -> fleet.run(dead));
            for (long server : new long[] {kvm, ovz, six}) {
                var counts = fleet.run(server).counts();
                assertThat(counts.missing()).as("of server " + server).isZero();
                assertThat(counts.received()).isGreaterThanOrEqualTo(2L * VMS);
            }
            assertThat(waiting).as("the dead server's night").isNotDone();
        }
    }
}
