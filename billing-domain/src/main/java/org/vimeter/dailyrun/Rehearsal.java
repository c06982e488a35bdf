package org.vimeter.dailyrun;

import java.time.Clock;
import java.util.Optional;
import org.vimeter.dailyrun.RunReport.Status;
import org.vimeter.db.Db;

/** A night of which everything but the report is rolled back. */
final class Rehearsal extends Night {
    Rehearsal(Db db, Clock clock, RunContext run, Collector collector) {
        super(db, clock, run, collector);
    }

    @Override
    void begin() {}

    @Override
    ChunkRated keep(Chunk chunk) {
        var rated = db.rehearse(session -> storeAndRate(session, chunk));
        db.change(session -> store.progress(session, chunk, 0));
        return rated;
    }

    @Override
    Optional<Held> held(Forecast.Totals totals) {
        return Optional.empty();
    }

    @Override
    void hold(Held held) {
        throw new IllegalStateException("A rehearsal is not held");
    }

    @Override
    void post() {
        close(Status.DONE, totals(), collector.serverProblem().orElse(null), null);
    }

    @Override
    void enforce() {}
}
