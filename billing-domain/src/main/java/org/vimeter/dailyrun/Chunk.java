package org.vimeter.dailyrun;

import java.util.ArrayList;
import java.util.List;
import org.vimeter.usage.DayUsage;
import org.vimeter.usage.Refusals.Refusal;

/**
 * Services in the order of their accounts, with what was collected of them.
 *
 * @param days of each service, in the same order
 * @param refusals what the server said and nobody believes
 */
record Chunk(List<BilledService> services, List<DayUsage> days, List<Refusal> refusals) {
    static Chunk of(List<Chunk> slices) {
        var services = new ArrayList<BilledService>();
        var days = new ArrayList<DayUsage>();
        var refusals = new ArrayList<Refusal>();
        for (var slice : slices) {
            services.addAll(slice.services);
            days.addAll(slice.days);
            refusals.addAll(slice.refusals);
        }
        return new Chunk(services, days, refusals);
    }

    boolean isEmpty() {
        return services.isEmpty();
    }

    BilledService.Position end() {
        return BilledService.Position.after(services.get(services.size() - 1));
    }
}
