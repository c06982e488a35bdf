package org.vimeter.usage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.MeterQuantities;
import org.vimeter.catalog.Meters;
import org.vimeter.problem.Problem;

/**
 * All meters of one service and day, by meter position, and their stored form.
 *
 * @param cpus how many processors the VM had on that day; null when it is not known
 */
public record DayUsage(
        long serviceId, List<Slot> slots, @Nullable Integer cpus) {
    private static final String BETWEEN_RAWS = "|";
    private static final String BETWEEN_PROBLEMS = "\u001e";

    /** @param read what is known of each meter, by its name */
    public static DayUsage of(long serviceId, Meters meters, Function<String, Slot> read, @Nullable Integer cpus) {
        var slots = new ArrayList<Slot>(Collections.nCopies(meters.width(), Slot.UNEXPECTED));
        meters.all().forEach(meter -> slots.set(meter.index(), read.apply(meter.name())));
        return new DayUsage(serviceId, List.copyOf(slots), cpus);
    }

    static DayUsage nothing(long serviceId) {
        return new DayUsage(serviceId, List.of(), null);
    }

    /** @param change of the slot at each position, from 1 */
    DayUsage with(BiFunction<Integer, Slot, Slot> change) {
        var changed = new ArrayList<Slot>(slots.size());
        slots.forEach(slot -> changed.add(change.apply(changed.size() + 1, slot)));
        return new DayUsage(serviceId, List.copyOf(changed), cpus);
    }

    DayUsage replacedBy(DayUsage next) {
        var merged = new ArrayList<Slot>(next.slots.size());
        for (int i = 0; i < next.slots.size(); i++) {
            merged.add(slot(i).replacedBy(next.slots.get(i)));
        }
        return new DayUsage(serviceId, List.copyOf(merged), cpus == null ? next.cpus : cpus);
    }

    public MeterQuantities quantities() {
        return MeterQuantities.of(
                slots.stream().<@Nullable Long>map(Slot::quantity).collect(Collectors.toList()));
    }

    /** What is known of a meter; a meter that came later than the row was not expected. */
    public Slot slot(Meters.Meter meter) {
        return slot(meter.index());
    }

    private Slot slot(int index) {
        return index < slots.size() ? slots.get(index) : Slot.UNEXPECTED;
    }

    public boolean isKnown() {
        return slots.stream().anyMatch(slot -> slot.quantity() != null);
    }

    public Stream<State> eachState() {
        return slots.stream().map(Slot::state);
    }

    String raws() {
        return slots.stream()
                .map(slot -> slot.raw() == null ? "" : slot.raw())
                .collect(Collectors.joining(BETWEEN_RAWS));
    }

    String states() {
        return slots.stream().map(slot -> String.valueOf(slot.state().letter())).collect(Collectors.joining());
    }

    @Nullable
    String problems() {
        if (slots.stream().allMatch(slot -> slot.problem() == null)) {
            return null;
        }
        return slots.stream()
                .map(slot -> slot.problem() == null ? "" : slot.problem().stored())
                .collect(Collectors.joining(BETWEEN_PROBLEMS));
    }

    static DayUsage parse(
            long serviceId,
            List<@Nullable Long> quantities,
            String raws,
            String states,
            @Nullable String problems,
            @Nullable Integer cpus) {
        var raw = raws.split("\\|", -1);
        var problem = problems == null ? new String[states.length()] : problems.split(BETWEEN_PROBLEMS, -1);
        var slots = new ArrayList<Slot>(states.length());
        for (int i = 0; i < states.length(); i++) {
            slots.add(new Slot(
                    State.of(states.charAt(i)), quantities.get(i), emptyToNull(raw[i]), parseProblem(problem[i])));
        }
        return new DayUsage(serviceId, List.copyOf(slots), cpus);
    }

    private static @Nullable Problem parseProblem(@Nullable String stored) {
        return stored == null || stored.isEmpty() ? null : Problem.parse(stored);
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
