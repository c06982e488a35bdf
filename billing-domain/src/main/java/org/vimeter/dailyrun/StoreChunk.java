package org.vimeter.dailyrun;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.vimeter.db.Session;
import org.vimeter.enforcement.VmStates;
import org.vimeter.usage.Refusals;
import org.vimeter.usage.UsageStore;
import org.vimeter.usage.UsageStore.StoredUsage;
import org.vimeter.vm.VmList;

/** Stores a chunk of what was collected: usage, refusals, the state of VMs where it changed. */
final class StoreChunk {
    private final RunContext run;
    private final Clock clock;

    StoreChunk(RunContext run, Clock clock) {
        this.run = run;
        this.clock = clock;
    }

    /** @param vms what the server lists; empty when it could not be asked */
    StoredUsage store(Session session, Chunk chunk, Optional<VmList> vms) throws SQLException {
        Instant now = clock.instant();
        var stored = UsageStore.store(session, new UsageStore.Reading(run.runId(), run.day(), now), chunk.days());
        Refusals.journalRead(session, run.runId(), run.server().id(), run.day(), chunk.refusals(), now);
        if (vms.isPresent()) {
            var news = chunk.services().stream().flatMap(one -> one.news(vms.get()).stream());
            VmStates.write(session, news.toList(), now);
        }
        return stored;
    }

    void progress(Session session, Chunk chunk, int falls) throws SQLException {
        session.update(
                "update run set progress = progress + ?, refused = refused + ?, falls = falls + ? where id = ?",
                chunk.services().size(),
                chunk.refusals().size(),
                falls,
                run.runId());
    }
}
