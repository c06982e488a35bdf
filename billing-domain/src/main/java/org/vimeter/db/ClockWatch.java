package org.vimeter.db;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.vimeter.problem.Problem;

/** Compares a node's clock with the one that all nodes share, the database's: a node that is ahead would bill a day too early. */
public final class ClockWatch {
    private static final Duration MOST = Duration.ofMinutes(5);

    private final Db db;
    private final Clock clock;

    public ClockWatch(Db db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** What is wrong, if the two are more than five minutes apart. */
    public Optional<Problem> problem() {
        var there = db.find("select clock_timestamp() as now", row -> row.instant("now"))
                .orElseThrow();
        var apart = Duration.between(there, clock.instant());
        return apart.abs().compareTo(MOST) > 0
                ? Optional.of(Problem.of("clock.apart", apart.toSeconds()))
                : Optional.empty();
    }
}
