package org.vimeter.web.run;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.dailyrun.Excess;
import org.vimeter.dailyrun.RunCounts;
import org.vimeter.dailyrun.RunReport;
import org.vimeter.web.kit.MoneyAnswer;

public record RunAnswer(
        long id,
        long server,
        String serverName,
        LocalDate day,
        boolean dry,
        String status,
        String startedBy,
        Instant startedAt,
        @Nullable Instant finishedAt,
        RunCounts counts,
        List<MoneyAnswer> debited,
        @Nullable String problem,
        List<String> excesses,
        List<RefusalAnswer> refusals) {
    static RunAnswer of(RunReport run, List<Excess> excesses, List<RefusalAnswer> refusals) {
        var problem = run.problem();
        return new RunAnswer(
                run.id(),
                run.serverId(),
                run.serverName(),
                run.day(),
                run.dry(),
                run.shown(),
                run.startedBy(),
                run.startedAt(),
                run.finishedAt(),
                run.counts(),
                run.debited().stream().map(MoneyAnswer::of).toList(),
                problem == null ? null : problem.toString(),
                excesses.stream().map(one -> one.problem().toString()).toList(),
                refusals);
    }
}
