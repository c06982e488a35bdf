package org.vimeter.vmmanager.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vimeter.problem.Faults;
import org.vimeter.vm.Settings;

class ReportSettingsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 10);

    private static Map<String, String> parameters(LocalDate day, Map<String, String> own) {
        return CoreManagerSettings.kvm(new Settings(own, new Faults())).report().parameters("7", day, TODAY);
    }

    @Test
    void aMonthThatHasAWordOfItsOwnGetsNoDays() {
        var own = Map.of("report.period.current", "any", "report.period.other", "any");
        assertThat(parameters(TODAY, own))
                .containsEntry("period", "any")
                .doesNotContainKeys("periodstart", "periodend");
        assertThat(parameters(TODAY.minusMonths(1), own))
                .containsEntry("period", "lastmonth")
                .doesNotContainKeys("periodstart", "periodend");
        assertThat(parameters(TODAY.minusMonths(2), own))
                .containsEntry("period", "any")
                .containsEntry("periodstart", "2026-04-10")
                .containsEntry("periodend", "2026-04-10");
    }
}
