package org.vimeter.order;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Db;
import org.vimeter.vm.Job;

/**
 * What came of a step.
 *
 * @param next what is done now; the same step to look again
 * @param pause before it; zero to go on at once
 * @param job what the server is doing, if it was told to do something
 * @param change what is written in the same transaction
 */
record Outcome(Step next, Duration pause, @Nullable Job job, Db.@Nullable Change change) {

    static Outcome next(Step step) {
        return new Outcome(step, Duration.ZERO, null, null);
    }

    static Outcome next(Step step, Job job) {
        return new Outcome(step, Duration.ZERO, job, null);
    }

    static Outcome next(Step step, Db.Change change) {
        return new Outcome(step, Duration.ZERO, null, change);
    }

    static Outcome again(Step step, Duration pause) {
        return new Outcome(step, pause, null, null);
    }

    /** On another server, which this pass does not work on. */
    static Outcome elsewhere(Step step, Db.Change change) {
        return new Outcome(step, Duration.ofSeconds(1), null, change);
    }

    static Outcome end(Db.Change change) {
        return new Outcome(Step.END, Duration.ZERO, null, change);
    }

    boolean goesOn() {
        return next != Step.END && pause.isZero();
    }
}
