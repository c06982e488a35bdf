package org.vimeter.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

    DayUsage replacedBy(DayUsage next) {
        var merged = new ArrayList<Slot>(next.slots.size());
        for (int i = 0; i < next.slots.size(); i++) {
            var before = i < slots.size() ? slots.get(i) : Slot.UNEXPECTED;
            merged.add(before.replacedBy(next.slots.get(i)));
        }
        return new DayUsage(serviceId, List.copyOf(merged), cpus == null ? next.cpus : cpus);
    }

    /** By meter position; what is missing counts nothing. */
    public long[] counted() {
        return slots.stream().mapToLong(Slot::counted).toArray();
    }

    /** A PostgreSQL array literal. */
    String quantities() {
        return slots.stream()
                .map(slot -> slot.quantity() == null ? "NULL" : slot.quantity().toString())
                .collect(Collectors.joining(",", "{", "}"));
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
            @Nullable Long[] quantities,
            String raws,
            String states,
            @Nullable String problems,
            @Nullable Integer cpus) {
        var raw = raws.split("\\|", -1);
        var problem = problems == null ? new String[states.length()] : problems.split(BETWEEN_PROBLEMS, -1);
        var slots = new ArrayList<Slot>(states.length());
        for (int i = 0; i < states.length(); i++) {
            slots.add(
                    new Slot(State.of(states.charAt(i)), quantities[i], emptyToNull(raw[i]), parseProblem(problem[i])));
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
