package org.vimeter.dailyrun;

import org.jspecify.annotations.Nullable;

/**
 * Who wants a run, and how.
 *
 * @param dry the same report, and nothing changes
 * @param approval lets a held day pass the brakes, up to what it was held with
 */
public record RunOrder(String actor, boolean dry, RunReport.@Nullable Approval approval) {

    public static RunOrder real(String actor) {
        return new RunOrder(actor, false, null);
    }

    public static RunOrder dry(String actor) {
        return new RunOrder(actor, true, null);
    }
}
