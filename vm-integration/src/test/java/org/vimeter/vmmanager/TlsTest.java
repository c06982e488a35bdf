package org.vimeter.vmmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vimeter.measure.Unit;
import org.vimeter.problem.Faults;
import org.vimeter.simulator.Scenario;
import org.vimeter.simulator.SelfSigned;
import org.vimeter.simulator.Simulator;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.Settings;
import org.vimeter.vm.VmServer;
import org.vimeter.vmmanager.core.CoreManagerSettings;

/** Self-signed certificates made by the JDK's own keytool, over real TLS. */
class TlsTest {
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    private Path folder;

    private final Scenario scenario = new Scenario().vm("1", "one", 1);
    private final VmManagerServers servers = new Connected(CLOCK).servers();

    private Simulator simulator(String... validity) {
        return new Simulator(scenario, CLOCK, 0, SelfSigned.context(folder, validity));
    }

    private VmServer connect(URI url, String certificate) {
        return servers.connect(new ServerConnection(
                1,
                "berlin-1",
                "VMMANAGER_KVM",
                url,
                Scenario.LOGIN,
                Scenario.PASSWORD,
                ZoneId.of("UTC"),
                CoreManagerSettings.kvm(new Settings(Map.of(), new Faults())),
                Map.of("B", Unit.base("B")),
                certificate));
    }

    @Test
    void aSelfSignedCertificateIsShownButNotTrusted() throws ServerFault {
        try (var simulator = simulator()) {
            var shown = servers.certificate(simulator.url());
            assertThat(shown.trusted()).isFalse();
            assertThat(shown.subject()).isEqualTo("CN=vmmanager.example");
            assertThat(shown.sha256()).matches("[0-9a-f]{64}");
            assertThat(shown.fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
            assertThatThrownBy(() -> connect(simulator.url(), null).templates())
                    .hasMessageContaining("berlin-1")
                    .hasMessageContaining("not trusted")
                    .hasMessageContaining("Nothing was sent");
            assertThat(scenario.calls()).isEmpty();
        }
    }

    @Test
    void thePinnedCertificateIsTrusted() throws ServerFault {
        try (var simulator = simulator()) {
            var pin = servers.certificate(simulator.url()).sha256();
            assertThat(connect(simulator.url(), pin).templates()).containsExactly("VPS-Start");
        }
    }

    @Test
    void anotherCertificateThanThePinnedOneIsRefusedBeforeThePasswordIsSent() throws ServerFault {
        String pin;
        try (var simulator = simulator()) {
            pin = servers.certificate(simulator.url()).sha256();
        }
        try (var other = simulator()) {
            assertThatThrownBy(() -> connect(other.url(), pin).templates())
                    .hasMessageContaining("another certificate")
                    .hasMessageContaining(servers.certificate(other.url()).sha256());
            assertThat(scenario.calls()).isEmpty();
        }
    }

    @Test
    void anExpiredCertificateIsRefusedThoughItIsPinned() throws ServerFault {
        try (var simulator = simulator("-startdate", "-10d", "-validity", "5")) {
            var pin = servers.certificate(simulator.url()).sha256();
            assertThatThrownBy(() -> connect(simulator.url(), pin).templates()).hasMessageContaining("not trusted");
            assertThat(scenario.calls()).isEmpty();
        }
    }

    @Test
    void anAddressWithoutTlsSaysSo() {
        try (var plain = new Simulator(scenario, CLOCK)) {
            var url = URI.create(plain.url().toString().replace("http:", "https:"));
            assertThatThrownBy(() -> servers.certificate(url)).hasMessageContaining("no certificate");
        }
    }
}
