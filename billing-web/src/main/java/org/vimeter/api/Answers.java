package org.vimeter.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.vimeter.account.Account;
import org.vimeter.catalog.Meters;
import org.vimeter.dailyrun.Excess;
import org.vimeter.dailyrun.RunReport;
import org.vimeter.db.Paged;
import org.vimeter.enforcement.Suspension;
import org.vimeter.ledger.Entry;
import org.vimeter.money.Money;
import org.vimeter.overview.AddOnUsage;
import org.vimeter.server.Server;
import org.vimeter.usage.Slot;
import org.vimeter.usage.UsageDays.UsageDay;

/** The bodies that clients get. */
public final class Answers {
    private Answers() {}

    public record MoneyAnswer(String amount, String currency) {
        static MoneyAnswer of(Money money) {
            return new MoneyAnswer(
                    money.amount().toPlainString(), money.currency().getCurrencyCode());
        }
    }

    /** Without the password, which is never shown again. */
    public record ServerAnswer(
            long id,
            String name,
            String kind,
            String url,
            String login,
            String zone,
            String collectAt,
            @Nullable String certificate,
            Map<String, String> settings) {
        static ServerAnswer of(Server server) {
            return new ServerAnswer(
                    server.id(),
                    server.name(),
                    server.kind(),
                    server.url(),
                    server.login(),
                    server.zone().getId(),
                    server.collectAt().toString(),
                    server.certificate(),
                    server.settings());
        }
    }

    /**
     * At most 50 rows.
     *
     * @param next the {@code after} of the next ones; empty when there are none
     */
    public record PagedAnswer<T>(long total, String next, List<T> rows) {
        static <T> PagedAnswer<T> of(Paged<T> paged) {
            return new PagedAnswer<>(paged.total(), paged.next(), paged.rows());
        }
    }

    public record AccountAnswer(long id, String name, MoneyAnswer balance, MoneyAnswer creditLimit, String noFunds) {
        static AccountAnswer of(Account account, Money balance) {
            return new AccountAnswer(
                    account.id(),
                    account.name(),
                    MoneyAnswer.of(balance),
                    MoneyAnswer.of(account.creditLimit()),
                    account.noFunds().name());
        }
    }

    public record EntryAnswer(
            long id,
            String key,
            String cause,
            String actor,
            Instant at,
            LocalDate day,
            MoneyAnswer amount,
            MoneyAnswer balance,
            @Nullable String note,
            @Nullable Long reverses,
            @Nullable Long service,
            @Nullable String vm,
            @Nullable String addOn) {
        static EntryAnswer of(Entry entry) {
            var service = entry.service();
            return new EntryAnswer(
                    entry.id(),
                    entry.key(),
                    entry.cause().name(),
                    entry.actor(),
                    entry.at(),
                    entry.day(),
                    MoneyAnswer.of(entry.amount()),
                    MoneyAnswer.of(entry.balance()),
                    entry.note(),
                    entry.reverses(),
                    service == null ? null : service.serviceId(),
                    service == null ? null : service.vmName(),
                    service == null ? null : service.addOn());
        }
    }

    public record MeterAnswer(
            String meter,
            String state,
            @Nullable String quantity,
            String unit,
            @Nullable String raw,
            @Nullable String problem) {
        static MeterAnswer of(Meters.Meter meter, Slot slot) {
            var quantity = slot.quantity();
            var problem = slot.problem();
            return new MeterAnswer(
                    meter.name(),
                    slot.state().name(),
                    quantity == null ? null : quantity.toString(),
                    meter.baseUnit(),
                    slot.raw(),
                    problem == null ? null : problem.toString());
        }
    }

    /** What there is of each meter on a day. */
    static <T> List<T> meters(UsageDay day, Meters meters, BiFunction<Meters.Meter, Slot, T> answer) {
        var slots = day.usage().slots();
        return meters.all().stream()
                .filter(meter -> meter.position() <= slots.size())
                .map(meter -> answer.apply(meter, slots.get(meter.position() - 1)))
                .toList();
    }

    public record UsageAnswer(LocalDate day, int revision, Instant readAt, List<MeterAnswer> meters) {
        static UsageAnswer of(UsageDay day, Meters meters) {
            return new UsageAnswer(
                    day.day(), day.revision(), day.readAt(), Answers.meters(day, meters, MeterAnswer::of));
        }
    }

    public record RefusalAnswer(
            String vm, @Nullable String meter, @Nullable String raw, String problem) {}

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
            RunReport.Counts counts,
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

    public record SuspensionAnswer(
            long id,
            long service,
            String vm,
            String cause,
            @Nullable String addOn,
            @Nullable String quantity,
            @Nullable MoneyAnswer balance,
            LocalDate day,
            @Nullable LocalDate liftsOn,
            Instant since,
            String startedBy,
            @Nullable String note,
            @Nullable Instant liftedAt,
            @Nullable String liftedBy) {
        static SuspensionAnswer of(Suspension one) {
            var quantity = one.quantity();
            var balance = one.balance();
            return new SuspensionAnswer(
                    one.id(),
                    one.serviceId(),
                    one.vmName(),
                    one.cause().name(),
                    one.addOn(),
                    quantity == null ? null : quantity.toString(),
                    balance == null ? null : MoneyAnswer.of(balance),
                    one.day(),
                    one.liftsOn(),
                    one.since(),
                    one.startedBy(),
                    one.note(),
                    one.liftedAt(),
                    one.liftedBy());
        }
    }

    public record ServiceAnswer(
            long id,
            long account,
            String vm,
            String servicePackage,
            long server,
            LocalDate firstDay,
            @Nullable LocalDate lastDay,
            @Nullable String vmState,
            boolean suspended,
            List<UseAnswer> addOns) {}

    /** Quantities are in the add-on's unit, exact. */
    public record UseAnswer(
            String addOn,
            String unit,
            LocalDate periodStart,
            String used,
            String included,
            @Nullable String limit,
            MoneyAnswer charged) {
        static UseAnswer of(AddOnUsage use) {
            var unit = use.terms().unit();
            @Nullable Long limit = use.terms().tariff().limit();
            return new UseAnswer(
                    use.terms().addOn(),
                    unit.name(),
                    use.periodStart(),
                    unit.fromBase(use.used()).toPlainString(),
                    unit.fromBase(use.terms().tariff().included()).toPlainString(),
                    limit == null ? null : unit.fromBase(limit).toPlainString(),
                    MoneyAnswer.of(use.charged()));
        }
    }
}
