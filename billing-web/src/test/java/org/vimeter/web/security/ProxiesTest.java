package org.vimeter.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vimeter.address.Network;

/** Whom a request comes from, and who is believed about it. */
class ProxiesTest {
    private static HttpServletRequest request(String from, Map<String, String> headers) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                ProxiesTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRemoteAddr" -> from;
                    case "isSecure" -> false;
                    case "getHeaders" -> Collections.enumeration(lines(headers.get(String.valueOf(arguments[0]))));
                    default -> null;
                });
    }

    private static List<String> lines(String header) {
        return header == null ? List.of() : Arrays.asList(header.split("\\n", -1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "none                    | 203.0.113.9 | 198.51.100.7                | 203.0.113.9",
                "127.0.0.1               | 203.0.113.9 | 198.51.100.7                | 203.0.113.9",
                "127.0.0.1               | 127.0.0.1   | 198.51.100.7                | 198.51.100.7",
                "127.0.0.1               | 127.0.0.1   | -                           | 127.0.0.1",
                "127.0.0.1               | 127.0.0.1   | 10.0.0.1, 198.51.100.7      | 198.51.100.7",
                "127.0.0.1, 10.0.0.0/8   | 127.0.0.1   | 1.2.3.4, 198.51.100.7, 10.0.0.1 | 198.51.100.7",
                "127.0.0.1               | 127.0.0.1   | 198.51.100.7:4711           | 198.51.100.7",
                "127.0.0.1               | 127.0.0.1   | [2001:db8::7]:4711          | 2001:db8:0:0:0:0:0:7",
                "127.0.0.1               | 127.0.0.1   | ::ffff:198.51.100.7         | 198.51.100.7",
                "127.0.0.1               | 127.0.0.1   | unknown                     | 127.0.0.1",
                "127.0.0.1               | 127.0.0.1   | attacker.example            | 127.0.0.1",
                "127.0.0.1               | 127.0.0.1   | 9.9.9.9, x, 198.51.100.7    | 198.51.100.7",
                "127.0.0.1, 10.0.0.0/8   | 127.0.0.1   | 9.9.9.9, x, 10.1.1.1        | 10.1.1.1",
                "::1                     | 0:0:0:0:0:0:0:1 | 198.51.100.7            | 198.51.100.7",
            })
    void theNearestThatIsNoProxyOfOurs(String proxies, String from, String forwarded, String expected) {
        var headers = forwarded == null ? Map.<String, String>of() : Map.of("X-Forwarded-For", forwarded);
        assertThat(new Proxies(networks(proxies))
                        .visitor(request(from, headers))
                        .address())
                .isEqualTo(expected);
    }

    private static List<Network> networks(String text) {
        return text.equals("none") ? List.of() : Network.list(text);
    }

    @Test
    void severalLinesOfTheHeaderAreOneList() {
        var request = request("127.0.0.1", Map.of("X-Forwarded-For", "1.1.1.1\n198.51.100.7"));
        assertThat(new Proxies(networks("127.0.0.1")).visitor(request).address())
                .isEqualTo("198.51.100.7");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, https, true",
        "127.0.0.1, 127.0.0.1, HTTPS, true",
        "127.0.0.1, 127.0.0.1, http, false",
        "127.0.0.1, 203.0.113.9, https, false",
        "none, 127.0.0.1, https, false"
    })
    void onlyAConfiguredProxyIsBelievedAboutTls(String proxies, String from, String said, boolean secure) {
        assertThat(new Proxies(networks(proxies))
                        .visitor(request(from, Map.of("X-Forwarded-Proto", said)))
                        .secure())
                .isEqualTo(secure);
    }

    @Test
    void anIpv6ClientIsCountedByItsNetwork() {
        assertThat(Stream.of("2001:db8:0:0:0:0:0:7", "2001:db8:0:0:1:2:3:4")
                        .map(address -> new Visitor(address, true).bucket())
                        .distinct())
                .containsExactly("2001:db8:0:0::/64");
        assertThat(new Visitor("192.0.2.1", true).bucket()).isEqualTo("192.0.2.1");
    }
}
