package org.vimeter.problem;

import java.util.List;

/** A request that was understood and is not carried out; nothing has changed. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Kind kind;
    private final transient Problem problem;
    private final transient List<Fault> faults;

    /** What whoever asked can do about it. */
    public enum Kind {
        /** It cannot be read at all. */
        MALFORMED,
        /** It comes from where nobody may ask for this. */
        FORBIDDEN,
        /** What it is about is not there, or not his. */
        UNKNOWN,
        /** Something else is in its place, or at work on it. */
        CONFLICT,
        /** It is about something that is not as it was seen. */
        CHANGED,
        /** It asks for something that is not so, or not allowed. */
        INVALID,
        /** He has tried too often, and may again. */
        TOO_OFTEN,
        /** Nobody has the time for it now. */
        BUSY
    }

    private Refused(Kind kind, Problem problem, List<Fault> faults) {
        super(faults.isEmpty() ? problem.toString() : problem + " " + faults);
        this.kind = kind;
        this.problem = problem;
        this.faults = List.copyOf(faults);
    }

    public static Refused because(Problem problem) {
        return new Refused(Kind.INVALID, problem, List.of());
    }

    public static Refused because(Problem problem, List<Fault> faults) {
        return new Refused(Kind.INVALID, problem, faults);
    }

    public static Refused because(String code, Object... operands) {
        return of(Kind.INVALID, code, operands);
    }

    public static Refused unknown(String code, Object... operands) {
        return of(Kind.UNKNOWN, code, operands);
    }

    public static Refused conflict(String code, Object... operands) {
        return of(Kind.CONFLICT, code, operands);
    }

    public static Refused of(Kind kind, String code, Object... operands) {
        return new Refused(kind, Problem.of(code, operands), List.of());
    }

    public Kind kind() {
        return kind;
    }

    public Problem problem() {
        return problem;
    }

    /** What is wrong by field; empty when it is about no field. */
    public List<Fault> faults() {
        return faults;
    }
}
