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
import org.vimeter.testing.FakeServers;
import org.vimeter.testing.TestDatabase;
import org.vimeter.vm.Settings;

class ServerRulesTest {
    private final Faults faults = new Faults();
    private final ServerRules rules = new ServerRules(new Fields(faults));

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
        "meter.in.unit, MiB, meter.in.unit, ''",
        "meter.in.unit, second, meter.in.unit, server.meter-unit",
        "meter.in.unit, Nothing, meter.in.unit, unit.not-known",
        "meter.gpu.unit, g, meter.gpu, server.setting-name",
        "meter.io.maximum, 5, meter.io.unit, server.setting-unit",
        "meter.in.maximum, 1e9, meter.in.maximum, server.setting-value",
        "resource.gpu.field, gpu, resource.gpu.field, ''",
        "resource.gpu.unit, furlong, resource.gpu.unit, unit.not-known",
        "tiemout, 30, tiemout, server.setting-name"
    })
    void aSettingIsRefusedAtItsName(String name, String value, String field, String code) {
        var settings = new Settings(Map.of(name, value), faults.in("settings"));
        var dialect = new FakeServers().dialect("VMMANAGER_KVM", settings);
        settings.refuseOthers();
        TestDatabase.create()
                .db()
                .change(session -> new DialectRules(
                                Meters.load(session), Units.load(session).byName(), faults.in("settings"))
                        .check(dialect, settings));
        assertThat(faults.all())
                .extracting(fault -> fault.field() + " " + fault.problem().code())
                .isEqualTo(code.isEmpty() ? List.of() : List.of("settings." + field + " " + code));
    }
}
