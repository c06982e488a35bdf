package org.vimeter.vmmanager.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {
    private static InetAddress resolve(String allowed, String address) throws Exception {
        return new Networks(allowed, host -> new InetAddress[] {InetAddress.getByName(address)})
                .resolve(URI.create("https://vm.example:1500/vmmgr"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "0.0.0.0",
                "::1",
                "::",
                "169.254.169.254",
                "fe80::1",
                "fec0::1",
                "fd00:ec2::254",
                "100.100.100.200",
                "168.63.129.16",
                "224.0.0.1",
                "255.255.255.255",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::169.254.169.254",
                "::ffff:0:127.0.0.1",
                "2001:0:7f00:1::",
                "2130706433",
                "127.1"
            })
    void whatIsNeverAServerIsRefused(String address) {
        assertThatThrownBy(() -> resolve(Networks.DEFAULT, address)).isInstanceOf(Networks.Forbidden.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.5",
                "172.16.3.4",
                "192.168.1.1",
                "100.64.0.1",
                "203.0.113.7",
                "fd12:3456::1",
                "2001:db8::1"
            })
    void privateAndPublicServersAreAllowed(String address) throws Exception {
        assertThat(resolve(Networks.DEFAULT, address)).isEqualTo(InetAddress.getByName(address));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.1.0.0/16              | 10.1.255.255 | true",
                "10.1.0.0/16              | 10.2.0.0     | false",
                "10.1.0.0/16, 192.168.7.1 | 192.168.7.1  | true",
                "10.1.0.0/16, 192.168.7.1 | 192.168.7.2  | false",
                "127.0.0.0/8              | 127.0.0.1    | true",
                "127.0.0.0/8              | 10.0.0.1     | false",
                "0.0.0.0/0, ::/0          | ::1          | true",
                "2001:db8::/32            | 2001:db8::9  | true",
                "2001:db8::/32            | 10.0.0.1     | false",
                "::ffff:0:0/96            | 10.0.0.1     | true",
                "::ffff:10.0.0.0/104      | 10.9.9.9     | true",
                "::ffff:10.0.0.0/104      | 11.0.0.1     | false",
                "::ffff:10.0.0.1          | 10.0.0.2     | false",
            })
    void aListAllowsWhatIsInItAndNothingElse(String allowed, String address, boolean expected) throws Exception {
        if (expected) {
            assertThat(resolve(allowed, address)).isNotNull();
        } else {
            assertThatThrownBy(() -> resolve(allowed, address)).isInstanceOf(Networks.Forbidden.class);
        }
    }

    @Test
    void oneForbiddenAddressAmongSeveralIsEnough() {
        var networks = new Networks(Networks.DEFAULT, host ->
                new InetAddress[] {InetAddress.getByName("10.0.0.1"), InetAddress.getByName("127.0.0.1")});
        assertThatThrownBy(() -> networks.resolve(URI.create("http://x/")))
                .isInstanceOf(Networks.Forbidden.class)
                .hasMessage("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/33",
                "10.0.0.0/x",
                "example.org/8",
                "",
                "::/129",
                "localhost",
                "010.0.0.0/8",
                "10.1/16",
                "::ffff:0:0/80"
            })
    void whatIsNoNetworkIsRefusedAtTheStart(String text) {
        assertThatThrownBy(() -> new Networks(text)).hasMessageContaining("is not a network");
    }

    /** What listens on the machine's own address in a network is as much its own as what listens on loopback. */
    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.7", "::ffff:192.0.2.7", "64:ff9b::192.0.2.7"})
    void theMachinesOwnAddressesAreNeverServers(String address) throws Exception {
        var own = new Networks(
                Networks.DEFAULT,
                host -> new InetAddress[] {InetAddress.getByName(address)},
                () -> List.of(named("192.0.2.7")));
        assertThatThrownBy(() -> own.resolve(URI.create("http://x/"))).isInstanceOf(Networks.Forbidden.class);
        assertThat(resolve(Networks.DEFAULT, "192.0.2.8")).isNotNull();
    }

    /** A resolver of another making may hand out IPv6 with IPv4 in it, which the JDK's own turns into IPv4. */
    @Test
    void aMappedAddressIsJudgedAsWhatItReaches() throws Exception {
        var bytes = new byte[16];
        bytes[10] = -1;
        bytes[11] = -1;
        bytes[12] = 127;
        bytes[15] = 1;
        var mapped = Inet6Address.getByAddress("x", bytes, 0);
        var networks = new Networks(Networks.DEFAULT, host -> new InetAddress[] {mapped});
        assertThatThrownBy(() -> networks.resolve(URI.create("http://x/"))).isInstanceOf(Networks.Forbidden.class);
    }

    private static InetAddress named(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
