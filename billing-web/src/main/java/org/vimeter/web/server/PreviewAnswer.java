package org.vimeter.web.server;

import java.util.List;
import org.vimeter.server.StatisticsPreview;

/** @param silent meters that none of the days has a usable figure for */
record PreviewAnswer(String vm, List<DayAnswer> days, List<String> silent) {
    static PreviewAnswer of(StatisticsPreview preview) {
        return new PreviewAnswer(
                preview.vm().name(),
                preview.days().stream().map(DayAnswer::of).toList(),
                preview.silent().stream().map(meter -> meter.name()).toList());
    }
}
