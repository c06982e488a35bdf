package org.vimeter.dailyrun;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.money.Money;
import org.vimeter.problem.Problem;

/**
 * What a run did, does, or (dry, or held) would have done.
 *
 * @param waitsFor the earlier day whose approval it waits for; null otherwise
 * @param progress services collected so far
 * @param incomplete it is done, and more is missing than a night may miss
 * @param counts of service-days and meters
 * @param debited by currency, less credits
 * @param problem why it is held or failed, or why nothing could be read
 */
public record RunReport(
        long id,
        long serverId,
        String serverName,
        LocalDate day,
        boolean dry,
        Status status,
        boolean incomplete,
        @Nullable LocalDate waitsFor,
        String startedBy,
        Instant startedAt,
        @Nullable Instant finishedAt,
        long progress,
        RunCounts counts,
        List<Money> debited,
        @Nullable Approval approval,
        @Nullable Problem problem) {

    public enum Status {
        RUNNING,
        DONE,
        FAILED,
        HELD
    }

    /** @param heldRun the run whose figures were seen */
    public record Approval(String by, String reason, long heldRun) {}

    public Optional<Duration> took() {
        return Optional.ofNullable(finishedAt).map(end -> Duration.between(startedAt, end));
    }

    /** What a person calls its status. */
    public String shown() {
        return incomplete ? "INCOMPLETE" : status.name();
    }

    public boolean isRunning() {
        return status == Status.RUNNING;
    }

    /** Held by its own figures, not because an earlier day is held. */
    public boolean awaitsApproval() {
        return status == Status.HELD && waitsFor == null;
    }
}
