package org.vimeter.simulator;

import java.time.LocalDate;
import java.util.Map;

/** The fields of a report row for a VM and day; without any there is no row. */
public interface UsageSource {
    Map<String, String> row(SimulatedVm vm, LocalDate day);
}
