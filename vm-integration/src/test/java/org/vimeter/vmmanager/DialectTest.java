package org.vimeter.vmmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vimeter.problem.Faults;
import org.vimeter.vm.Settings;

class DialectTest {
    private final VmManagerServers servers = new Connected(Clock.systemUTC()).servers();
    private final Faults faults = new Faults();

    @ParameterizedTest
    @CsvSource({
        "VMMANAGER_KVM, timeout, 30, ''",
        "VMMANAGER_KVM, timeout, 0, server.setting-value",
        "VMMANAGER_KVM, timeout, soon, server.setting-value",
        "VMMANAGER_KVM, timeout, 601, server.setting-value",
        "VMMANAGER_OVZ, tiemout, 30, server.setting-name",
        "VMMANAGER_6, rate, 0, ''",
        "VMMANAGER_6, rate, fast, server.setting-value",
        "VMMANAGER_CLOUD, meter.in.maximum, 1e9, server.setting-value",
        "VMMANAGER_CLOUD, meter.in.maximum, '', ''",
        "VMMANAGER_6, meter.in.sample, amount, ''",
        "VMMANAGER_6, meter.in.sample, sometimes, server.setting-value",
        "VMMANAGER_6, meter.in.factor, 0.01, ''",
        "VMMANAGER_6, meter.in.factor, -1, server.setting-value",
        "VMMANAGER_6, meter.in.factor, 0, server.setting-value",
        "VMMANAGER_6, meter.in.factor, 12345678901, server.setting-value",
        "VMMANAGER_6, meter.in.target, net_rx, ''",
        "VMMANAGER_6, meter.in.field, net_rx, server.setting-name",
        "VMMANAGER_KVM, meter.in.target, net_rx, server.setting-name",
        "VMMANAGER_6, metrics.from, HH:mm_yyyyMMdd, ''",
        "VMMANAGER_6, metrics.from, HH:mm, server.setting-value",
        "VMMANAGER_6, metrics.zone, Europe/Berlin, ''",
        "VMMANAGER_6, metrics.zone, Berlin, server.setting-value",
        "VMMANAGER_KVM, resource.gpu.field, gpu, ''",
        "VMMANAGER_KVM, report.date.format, dd.MM.yyyy, ''",
        "VMMANAGER_KVM, report.date.format, nonsense, server.setting-value",
        "VMMANAGER_OVZ, login.by, guess, server.setting-value",
        "VMMANAGER_OVZ, image.case, upper, server.setting-value"
    })
    void aSettingIsOneOfItsKindWithAValueThatFits(String kind, String name, String value, String code) {
        var settings = new Settings(Map.of(name, value), faults.in("settings"));
        servers.dialect(kind, settings);
        settings.refuseOthers();
        assertThat(faults.all())
                .extracting(fault -> fault.field() + " " + fault.problem().code())
                .isEqualTo(code.isEmpty() ? List.of() : List.of("settings." + name + " " + code));
        assertThat(settings.all().values()).doesNotContain("soon", "fast", "nonsense");
    }

    @Test
    void aMeterThatOnlyDeliveriesTellIsNotAskedFor() {
        var settings = new Settings(Map.of("meter.gpu.unit", "second", "meter.gpu.maximum", "86400"), faults);
        assertThat(servers.dialect("VMMANAGER_6", settings).meters()).containsKey("gpu");
        assertThat(settings.all()).doesNotContainKeys("meter.gpu.target").containsEntry("meter.gpu.unit", "second");
    }
}
