package org.vimeter.problem;

import java.util.List;

/** A request that was understood and is not carried out; nothing has changed. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;
    private final transient List<Fault> faults;

    public Refused(Problem problem) {
        this(problem, List.of());
    }

    public Refused(Problem problem, List<Fault> faults) {
        super(faults.isEmpty() ? problem.toString() : problem + " " + faults);
        this.problem = problem;
        this.faults = List.copyOf(faults);
    }

    public static Refused because(String code, Object... operands) {
        return new Refused(Problem.of(code, operands));
    }

    public Problem problem() {
        return problem;
    }

    /** What is wrong by field; empty when it is about no field. */
    public List<Fault> faults() {
        return faults;
    }
}
