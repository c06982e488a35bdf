package org.vimeter.problem;

/** A request that was understood and is not carried out; nothing has changed. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    public Refused(Problem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    public static Refused because(String code, Object... operands) {
        return new Refused(Problem.of(code, operands));
    }

    public Problem problem() {
        return problem;
    }
}
