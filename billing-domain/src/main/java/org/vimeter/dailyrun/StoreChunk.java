package org.vimeter.dailyrun;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.dailyrun.Collector.Collected;
import org.vimeter.db.Session;
import org.vimeter.enforcement.VmStates;
import org.vimeter.enforcement.VmStates.VmObservation;
import org.vimeter.service.Service;
import org.vimeter.usage.UsageStore;
import org.vimeter.usage.UsageStore.StoredUsage;
import org.vimeter.vm.Vm;

/** Stores a chunk of what was collected: usage, refusals, the state of VMs where it changed. */
final class StoreChunk {
    private static final String JOURNAL = """
            insert into usage_refusal (run_id, server_id, day, service_id, vm, meter, raw, problem, at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final RunContext run;
    private final Clock clock;

    StoreChunk(RunContext run, Clock clock) {
        this.run = run;
        this.clock = clock;
    }

    StoredUsage store(Session session, List<Collected> chunk, boolean listed) throws SQLException {
        Instant now = clock.instant();
        var usage = chunk.stream().map(Collected::usage).toList();
        var stored = UsageStore.store(session, new UsageStore.Reading(run.runId(), run.day(), now), usage);
        journal(session, chunk, now);
        if (listed) {
            VmStates.write(session, changedStates(chunk), now);
        }
        return stored;
    }

    void progress(Session session, List<Collected> chunk, int falls) throws SQLException {
        session.update(
                "update run set progress = progress + ?, refused = refused + ?, falls = falls + ? where id = ?",
                chunk.size(),
                chunk.stream().mapToInt(one -> one.refusals().size()).sum(),
                falls,
                run.runId());
    }

    private static List<VmObservation> changedStates(List<Collected> chunk) {
        return chunk.stream().flatMap(one -> changedState(one).stream()).toList();
    }

    private static Optional<VmObservation> changedState(Collected one) {
        var vm = one.vm();
        var state = vm == null ? Vm.Power.GONE : vm.power();
        var cpus = vm == null ? null : vm.cpus();
        boolean same = state == one.service().seen()
                && (cpus == null || cpus.equals(one.service().cpus()));
        return same
                ? Optional.empty()
                : Optional.of(new VmObservation(one.service().id(), state, cpus));
    }

    private void journal(Session session, List<Collected> chunk, Instant now) throws SQLException {
        for (var one : chunk) {
            for (var refusal : one.refusals()) {
                journal(session, one.service().service(), refusal, now);
            }
        }
    }

    private void journal(Session session, Service service, Collector.Refusal refusal, Instant now) throws SQLException {
        session.update(
                JOURNAL,
                run.runId(),
                run.server().id(),
                run.day(),
                service.id(),
                service.vmName(),
                refusal.meter(),
                shortened(refusal.raw()),
                refusal.problem().stored(),
                now);
    }

    /** The journal keeps what a person can read; a megabyte of digits is cut, and PostgreSQL text holds no NUL. */
    private static String shortened(@Nullable String raw) {
        var text = raw == null ? "" : raw.replace("\0", "");
        return text.length() <= 1000 ? text : text.substring(0, 1000) + "…";
    }
}
