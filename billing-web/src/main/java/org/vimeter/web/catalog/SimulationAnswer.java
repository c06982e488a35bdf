package org.vimeter.web.catalog;

import java.util.List;
import org.vimeter.offer.Simulation;

record SimulationAnswer(String month, List<TotalAnswer> totals, List<SimulatedAnswer> services) {
    static SimulationAnswer of(Simulation simulation) {
        return new SimulationAnswer(
                simulation.month().toString(),
                simulation.totals().stream().map(TotalAnswer::of).toList(),
                simulation.lines().stream().map(SimulatedAnswer::of).toList());
    }
}
