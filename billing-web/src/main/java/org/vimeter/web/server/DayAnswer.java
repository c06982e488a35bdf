package org.vimeter.web.server;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vimeter.server.StatisticsPreview;
import org.vimeter.web.usage.MeterAnswer;

record DayAnswer(
        LocalDate day,
        Map<String, String> row,
        List<MeterAnswer> meters,
        @Nullable String problem) {
    static DayAnswer of(StatisticsPreview.Day day) {
        var problem = day.problem();
        return new DayAnswer(
                day.day(),
                day.row(),
                day.meters().stream()
                        .map(parsed -> MeterAnswer.of(parsed.meter(), parsed.slot()))
                        .toList(),
                problem == null ? null : problem.toString());
    }
}
