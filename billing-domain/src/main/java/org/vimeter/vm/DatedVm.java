package org.vimeter.vm;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A VM on one day.
 *
 * @param now as its server lists it
 * @param cpus how many processors it had on the day; null when that is not known
 */
public record DatedVm(Vm now, @Nullable Integer cpus) {
    /**
     * What is listed now holds for today and the day before, and for no older one.
     *
     * @param known how many processors it had, as an earlier reading knew it
     */
    public static DatedVm of(Vm now, LocalDate day, LocalDate today, @Nullable Integer known) {
        return new DatedVm(now, known == null && !day.isBefore(today.minusDays(1)) ? now.cpus() : known);
    }

    /** What a figure is judged by: the processors of the day, or else those of now. */
    public Vm likely() {
        return cpus == null ? now : new Vm(now.id(), now.name(), now.power(), cpus, now.installing());
    }
}
