package org.vimeter.problem;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with a request, so that it can be mended at one go. */
public final class Faults {
    private static final int MOST = 100;
    private final List<Fault> all;
    private final String path;

    public Faults() {
        this(new ArrayList<>(), "");
    }

    private Faults(List<Fault> all, String path) {
        this.all = all;
        this.path = path;
    }

    /** The same collection, for the fields of a part. */
    public Faults in(String part) {
        return new Faults(all, path + part + ".");
    }

    public void add(String field, String code, Object... operands) {
        add(field, Problem.of(code, operands));
    }

    public void add(String field, Problem problem) {
        all.add(new Fault(path + field, problem));
    }

    /** Whether there are more than anybody reads: whoever looks at something long stops. */
    public boolean isFull() {
        return all.size() >= MOST;
    }

    public List<Fault> all() {
        return List.copyOf(all);
    }

    public void refuseIfAny() {
        if (!all.isEmpty()) {
            throw Refused.because(Problem.of("request.fields", all.size()), all);
        }
    }
}
