package org.vimeter.order;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Db;
import org.vimeter.vm.Job;

/**
 * What came of a step, and what is kept of it.
 *
 * @param pause before the next step; zero to go on at once
 * @param job what the server is doing, if it was told to do something
 * @param change what is written in the same transaction
 */
record Outcome(Result result, Duration pause, @Nullable Job job, Db.@Nullable Change change) {

    static Outcome done() {
        return new Outcome(Result.DONE, Duration.ZERO, null, null);
    }

    static Outcome done(Db.Change change) {
        return new Outcome(Result.DONE, Duration.ZERO, null, change);
    }

    static Outcome gone() {
        return new Outcome(Result.GONE, Duration.ZERO, null, null);
    }

    static Outcome gone(Db.Change change) {
        return new Outcome(Result.GONE, Duration.ZERO, null, change);
    }

    static Outcome told(Job job) {
        return new Outcome(Result.TOLD, Duration.ZERO, job, null);
    }

    static Outcome again(Duration pause) {
        return new Outcome(Result.AGAIN, pause, null, null);
    }

    static Outcome again(Db.Change change) {
        return new Outcome(Result.AGAIN, Duration.ZERO, null, change);
    }

    /** On another server, which this pass does not work on. */
    static Outcome elsewhere(Db.Change change) {
        return new Outcome(Result.DONE, Duration.ofSeconds(1), null, change);
    }
}
