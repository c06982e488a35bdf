package org.vimeter.vm;

import org.vimeter.problem.Problem;

/** A call that gave no answer that can be used. Nothing is known of whether the server carried it out. */
public final class ServerFault extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;
    private final boolean unreachable;

    /** @param unreachable true when the server did not answer at all, so that other calls will fail too */
    public ServerFault(Problem problem, boolean unreachable) {
        super(problem.toString());
        this.problem = problem;
        this.unreachable = unreachable;
    }

    public Problem problem() {
        return problem;
    }

    public boolean isUnreachable() {
        return unreachable;
    }
}
