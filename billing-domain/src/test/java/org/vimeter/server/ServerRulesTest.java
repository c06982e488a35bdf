package org.vimeter.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vimeter.catalog.Meters;
import org.vimeter.catalog.Units;
import org.vimeter.input.Fields;
import org.vimeter.problem.Faults;
import org.vimeter.testing.TestDatabase;

class ServerRulesTest {
    private final Faults faults = new Faults();
    private final ServerRules rules = new ServerRules(new Fields(faults));

    private static DialectRules.Vocabulary known() {
        return TestDatabase.create()
                .db()
                .transaction(session -> new DialectRules.Vocabulary(
                        Meters.load(session),
                        Units.load(session).byName(),
                        Map.of(
                                "timeout", "60",
                                "rate", "5",
                                "metrics.from", "HH:mm_yyyyMMdd",
                                "report.date.format", "yyyy-MM-dd",
                                "meter.in.unit", "GiB")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "host",
                "ftp://host/vmmgr",
                "file:///etc/passwd",
                "https://user:secret@host/vmmgr",
                "https://host:99999/vmmgr",
                "https://host:0/vmmgr",
                "https:///vmmgr",
                "https://host/#x",
                "http://[::1",
                "https://ho st/"
            })
    void anAddressIsOneOfTheWebWithoutSecrets(String address) {
        rules.address(address);
        assertThat(faults.all())
                .singleElement()
                .satisfies(fault -> assertThat(fault.field()).isEqualTo("url"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://host/vmmgr, https://HOST/vmmgr, true",
        "https://host/vmmgr, https://host:443/vmmgr/, true",
        "http://host:80, http://host./, true",
        "http://host/a/../vmmgr, http://host/vmmgr, true",
        "https://host:1500/vmmgr, https://host:1501/vmmgr, false",
        "https://host/vmmgr, https://host/vemgr, false",
        "https://host/vmmgr, https://other/vmmgr, false"
    })
    void oneServerHasOneAddress(URI one, URI other, boolean same) {
        assertThat(ServerRules.isSame(one, other)).isEqualTo(same);
    }

    @Test
    void aCertificateIsPinnedByItsFingerprintAndOnlyWhereThereIsOne() {
        var https = URI.create("https://host:1500/vmmgr");
        assertThat(rules.certificate("AB:".repeat(31) + "AB", https)).isEqualTo("ab".repeat(32));
        assertThat(rules.certificate("", https)).isNull();
        assertThat(faults.all()).isEmpty();
        rules.certificate("ABCD", https);
        rules.certificate("ab".repeat(32), URI.create("http://host/vmmgr"));
        assertThat(faults.all())
                .extracting(fault -> fault.problem().code())
                .containsExactly("server.certificate", "server.plain");
    }

    @Test
    void aDayHasAZoneAndATime() {
        assertThat(rules.days("Europe/Berlin", "03:15").collectAt()).isEqualTo(LocalTime.of(3, 15));
        rules.days("Nowhere", "25:00");
        assertThat(faults.all()).extracting(fault -> fault.field()).containsExactly("zone", "collectAt");
    }

    @ParameterizedTest
    @CsvSource({
        "timeout, 30, ''",
        "timeout, 0, server.setting-value",
        "timeout, soon, server.setting-value",
        "tiemout, 30, server.setting-name",
        "meter.in.unit, MiB, ''",
        "meter.in.unit, second, server.meter-unit",
        "meter.in.unit, Nothing, unit.not-known",
        "meter.gpu.field, g, server.setting-name",
        "meter.io.field, ops, server.setting-unit",
        "meter.in.maximum, 1e9, server.setting-value",
        "meter.in.sample, amount, ''",
        "meter.in.sample, sometimes, server.setting-value",
        "meter.in.factor, 0.01, ''",
        "meter.in.factor, -1, server.setting-value",
        "meter.in.target, net_rx, ''",
        "rate, 0, ''",
        "rate, fast, server.setting-value",
        "metrics.from, HH:mm_yyyyMMdd, ''",
        "metrics.from, HH:mm, server.setting-value",
        "resource.gpu.field, gpu, ''",
        "resource.gpu.unit, furlong, unit.not-known",
        "report.date.format, dd.MM.yyyy, ''",
        "report.date.format, nonsense, server.setting-value"
    })
    void aSettingIsOneThatThereIsWithAValueThatFits(String name, String value, String code) {
        new DialectRules(faults).check(Map.of(name, value), known());
        assertThat(faults.all())
                .extracting(fault -> fault.problem().code())
                .isEqualTo(code.isEmpty() ? List.of() : List.of(code));
    }
}
