package org.vimeter.vm;

import org.vimeter.problem.Problem;

/** A call that gave no answer that can be used. Nothing is known of whether the server carried it out. */
public final class ServerFault extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;
    private final boolean unreachable;
    private final boolean ofOneDay;

    /** @param unreachable true when the server did not answer at all, so that other calls will fail too */
    public ServerFault(Problem problem, boolean unreachable) {
        this(problem, unreachable, false);
    }

    private ServerFault(Problem problem, boolean unreachable, boolean ofOneDay) {
        super(problem.toString());
        this.problem = problem;
        this.unreachable = unreachable;
        this.ofOneDay = ofOneDay;
    }

    /** The server answered, and says nothing that can be used of one VM on one day: asking again need not help. */
    public static ServerFault ofOneDay(Problem problem) {
        return new ServerFault(problem, false, true);
    }

    public boolean isOfOneDay() {
        return ofOneDay;
    }

    public Problem problem() {
        return problem;
    }

    public boolean isUnreachable() {
        return unreachable;
    }
}
