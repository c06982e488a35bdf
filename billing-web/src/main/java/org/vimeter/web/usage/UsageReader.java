package org.vimeter.web.usage;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.Meters;
import org.vimeter.db.Db;
import org.vimeter.input.Texts;
import org.vimeter.problem.Refused;
import org.vimeter.usage.UsageDays;
import org.vimeter.usage.UsageDays.UsageDay;

/** Days of usage of one service, whoever asks for them. */
@Singleton
public class UsageReader {
    private static final int YEARS = 3;

    @Inject
    private Db db;

    @Inject
    private Clock clock;

    /** At most three years; the last 31 days if no days are given. */
    public <T> List<T> between(
            long service, @Nullable String from, @Nullable String to, BiFunction<UsageDay, Meters, T> answer) {
        var until = to == null ? LocalDate.now(clock) : Texts.day(to);
        var since = from == null ? until.minusDays(30) : Texts.day(from);
        if (since.isBefore(until.minusYears(YEARS)) || since.isAfter(until)) {
            throw Refused.because("request.days", since, until);
        }
        return db.transaction(session -> {
            var meters = Meters.load(session);
            return UsageDays.between(session, service, since, until).stream()
                    .map(day -> answer.apply(day, meters))
                    .toList();
        });
    }
}
