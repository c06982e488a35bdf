package org.vimeter.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysTest {
    private static Properties defaults() throws IOException {
        var defaults = new Properties();
        try (var file =
                Files.newBufferedReader(Path.of("src/main/resources/META-INF/microprofile-config.properties"))) {
            defaults.load(file);
        }
        return defaults;
    }

    @Test
    void theDocumentationAndTheDefaultsHaveTheSameKeys() throws IOException {
        var documented = new TreeSet<String>();
        var key = Pattern.compile("`(vimeter\\.[a-z.-]+)`");
        Files.readAllLines(Path.of("../docs/configuration.md")).stream()
                .filter(line -> line.startsWith("| `vimeter."))
                .forEach(line ->
                        key.matcher(line.split("\\|", 3)[1]).results().forEach(hit -> documented.add(hit.group(1))));
        documented.add("vimeter.secret.unbound"); // told where it is needed
        assertThat(documented).isEqualTo(Keys.names());
        var names = new TreeSet<String>();
        defaults().stringPropertyNames().stream()
                .filter(name -> name.startsWith("vimeter."))
                .forEach(names::add);
        names.add("vimeter.secret.unbound"); // for one start, once
        assertThat(Keys.names()).isEqualTo(names);
    }

    @Test
    void theDefaultsAreRight() throws IOException {
        var properties = new HashMap<String, String>();
        defaults().forEach((name, value) -> properties.put(String.valueOf(name), String.valueOf(value)));
        assertThat(Keys.faults(properties, Map.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "vimeter.chunk, 0",
        "vimeter.chunk, many",
        "vimeter.chunk, 5000.5",
        "vimeter.chunk, 99999999999",
        "vimeter.brake.debit.factor, '2,5'",
        "vimeter.brake.account.floor, -1",
        "vimeter.brake.suspend.percent, 1001",
        "vimeter.demo, yes",
        "vimeter.db.url, postgres://host/db",
        "vimeter.db.durable, maybe",
        "vimeter.server.networks, localhost",
        "vimeter.server.networks, 999.1.1.1",
        "vimeter.server.networks, 10.0.0.0/99",
        "vimeter.proxies, nginx",
        "vimeter.url, billing.example",
        "vimeter.url, ftp://billing.example",
        "vimeter.url, https://billing.example/",
        "vimeter.oidc.issuer, https://me@id.example",
        "vimeter.secret.key, c2hvcnQ=",
        "vimeter.clock.offset, 31 days",
        "vimeter.node, ''",
    })
    void whatIsWrongIsSaidWithItsSource(String key, String value) {
        var variable = key.toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_");
        assertThat(Keys.faults(Map.of(key, value), Map.of()))
                .singleElement()
                .asString()
                .contains("system property " + key, "leave it out");
        assertThat(Keys.faults(Map.of(), Map.of(variable, value)))
                .singleElement()
                .asString()
                .contains("environment variable " + variable);
        assertThat(Keys.faults(Map.of(key, value), Map.of(variable, value))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "vimeter.server.networks, '0.0.0.0/0, ::/0'",
        "vimeter.proxies, '127.0.0.1, 2001:db8::/32'",
        "vimeter.clock.offset, P31D",
        "vimeter.url, http://localhost:8080",
        "vimeter.brake.debit.factor, 2.5",
        "vimeter.brake.debit.factor, 0",
        "vimeter.server.networks, '10.0.0.0/8,'",
        "vimeter.secret.key, 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE='",
        "vimeter.admin.password, '1'",
    })
    void whatIsRightIsTaken(String key, String value) {
        assertThat(Keys.faults(Map.of(key, value), Map.of())).isEmpty();
    }

    @Test
    void aPasswordInAnAddressIsNotShown() {
        assertThat(Keys.faults(Map.of("vimeter.db.url", "postgres://me:hunter2@host/db"), Map.of()))
                .singleElement()
                .asString()
                .doesNotContain("hunter2");
    }

    @Test
    void aSecretIsNotShown() {
        assertThat(Keys.faults(Map.of("vimeter.secret.key", "hunter2"), Map.of()))
                .singleElement()
                .asString()
                .doesNotContain("hunter2")
                .contains("not shown");
    }

    @Test
    void aMisspeltVariableIsNamed() {
        assertThat(Keys.unknown(Map.of("VIMETER_HTTP_RTE", "5", "VIMETER_HTTP_RATE", "5", "PATH", "/bin")))
                .containsExactly("VIMETER_HTTP_RTE");
    }
}
