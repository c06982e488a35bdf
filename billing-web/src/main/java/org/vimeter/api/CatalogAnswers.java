package org.vimeter.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vimeter.api.Answers.MoneyAnswer;
import org.vimeter.catalog.AddOnType;
import org.vimeter.catalog.EditUnit;
import org.vimeter.measure.Unit;
import org.vimeter.offer.EditPackage;
import org.vimeter.offer.Exposure;
import org.vimeter.offer.PackageInput;
import org.vimeter.offer.Simulation;
import org.vimeter.offer.Version;
import org.vimeter.problem.Fault;
import org.vimeter.problem.Problem;
import org.vimeter.server.ProbeServer;
import org.vimeter.server.StatisticsPreview;
import org.vimeter.vm.CallCount;

/** The bodies that clients get of the catalog. */
public final class CatalogAnswers {
    private CatalogAnswers() {}

    /** @param factor how many of the base unit make one */
    public record UnitAnswer(
            long id, String name, String title, @Nullable String smaller, long ratio, String base, long factor) {
        static UnitAnswer of(long id, Unit unit) {
            var smaller = unit.smaller();
            return new UnitAnswer(
                    id,
                    unit.name(),
                    unit.title(),
                    smaller == null ? null : smaller.name(),
                    unit.ratio(),
                    unit.base().name(),
                    unit.factor());
        }
    }

    /** @param exact false when the result has no end as a decimal and was cut at 34 digits */
    public record ConversionAnswer(String figure, String from, String to, String result, boolean exact) {
        static ConversionAnswer of(EditUnit.Conversion conversion) {
            return new ConversionAnswer(
                    conversion.figure().toPlainString(),
                    conversion.from().name(),
                    conversion.to().name(),
                    conversion.result().toPlainString(),
                    conversion.ratio().isExact());
        }
    }

    public record AddOnTypeAnswer(
            long id, String name, String title, String unit, List<String> meters, boolean active, boolean seeded) {
        static AddOnTypeAnswer of(AddOnType type) {
            return new AddOnTypeAnswer(
                    type.id(),
                    type.name(),
                    type.title(),
                    type.unit().name(),
                    type.meters(),
                    type.active(),
                    type.seeded());
        }
    }

    public record NamesAnswer(List<String> names, @Nullable String problem) {
        static NamesAnswer of(ProbeServer.Names names) {
            return new NamesAnswer(names.all(), text(names.problem()));
        }
    }

    public record CheckAnswer(NamesAnswer templates, NamesAnswer images, NamesAnswer nodes) {
        static CheckAnswer of(ProbeServer.Check check) {
            return new CheckAnswer(
                    NamesAnswer.of(check.templates()), NamesAnswer.of(check.images()), NamesAnswer.of(check.nodes()));
        }
    }

    /** @param silent meters that none of the days has a usable figure for */
    public record PreviewAnswer(String vm, List<DayAnswer> days, List<String> silent) {
        static PreviewAnswer of(StatisticsPreview preview) {
            return new PreviewAnswer(
                    preview.vm().name(),
                    preview.days().stream().map(DayAnswer::of).toList(),
                    preview.silent().stream().map(meter -> meter.name()).toList());
        }
    }

    public record DayAnswer(
            LocalDate day,
            Map<String, String> row,
            List<Answers.MeterAnswer> meters,
            @Nullable String problem) {
        static DayAnswer of(StatisticsPreview.Day day) {
            return new DayAnswer(
                    day.day(),
                    day.row(),
                    day.meters().stream()
                            .map(parsed -> Answers.MeterAnswer.of(parsed.meter(), parsed.slot()))
                            .toList(),
                    text(day.problem()));
        }
    }

    public record FaultAnswer(String field, String code, String message) {
        static FaultAnswer of(Fault fault) {
            return new FaultAnswer(
                    fault.field(), fault.problem().code(), fault.problem().toString());
        }
    }

    public record VersionAnswer(
            int number,
            boolean draft,
            @Nullable LocalDate startsOn,
            @Nullable Instant publishedAt,
            @Nullable String publishedBy) {
        static VersionAnswer of(Version version) {
            var publication = version.publication();
            return publication == null
                    ? new VersionAnswer(version.number(), true, null, null, null)
                    : new VersionAnswer(
                            version.number(), false, publication.startsOn(), publication.at(), publication.by());
        }
    }

    /** @param largest null when no limit bounds it */
    public record ExposureAnswer(
            String addOn,
            String currency,
            String period,
            @Nullable MoneyAnswer largest,
            boolean capped,
            boolean alarming) {
        static ExposureAnswer of(Exposure exposure) {
            var largest = exposure.largest();
            return new ExposureAnswer(
                    exposure.addOn(),
                    exposure.currency().getCurrencyCode(),
                    exposure.period().name(),
                    largest == null ? null : MoneyAnswer.of(largest),
                    exposure.capped(),
                    exposure.alarming());
        }
    }

    /** @param content what the version offers, in the form in which a draft is written */
    public record PackageAnswer(
            long id,
            String name,
            String internalName,
            String state,
            List<VersionAnswer> versions,
            int version,
            PackageInput content,
            List<ExposureAnswer> exposure) {
        static PackageAnswer of(EditPackage.Shown shown) {
            return new PackageAnswer(
                    shown.head().id(),
                    shown.head().name(),
                    shown.head().internalName(),
                    shown.head().state().name(),
                    shown.versions().stream().map(VersionAnswer::of).toList(),
                    shown.version().number(),
                    shown.input(),
                    Exposure.of(shown.offer()).stream().map(ExposureAnswer::of).toList());
        }
    }

    /** @param sold false when the draft has no prices in the client's currency */
    public record SimulatedAnswer(
            long service,
            String vm,
            String client,
            MoneyAnswer was,
            MoneyAnswer would,
            @Nullable LocalDate wasStopped,
            @Nullable LocalDate wouldStop,
            int missingDays,
            boolean sold) {
        static SimulatedAnswer of(Simulation.Line line) {
            return new SimulatedAnswer(
                    line.subject().serviceId(),
                    line.subject().vmName(),
                    line.subject().client(),
                    MoneyAnswer.of(line.was()),
                    MoneyAnswer.of(line.would()),
                    line.wasStopped(),
                    line.wouldStop(),
                    line.missingDays(),
                    line.sold());
        }
    }

    public record TotalAnswer(MoneyAnswer was, MoneyAnswer would, long wasStopped, long wouldStop) {
        static TotalAnswer of(Simulation.Total total) {
            return new TotalAnswer(
                    MoneyAnswer.of(total.was()), MoneyAnswer.of(total.would()), total.wasStopped(), total.wouldStop());
        }
    }

    public record SimulationAnswer(String month, List<TotalAnswer> totals, List<SimulatedAnswer> services) {
        static SimulationAnswer of(Simulation simulation) {
            return new SimulationAnswer(
                    simulation.month().toString(),
                    simulation.totals().stream().map(TotalAnswer::of).toList(),
                    simulation.lines().stream().map(SimulatedAnswer::of).toList());
        }
    }

    private static @Nullable String text(@Nullable Problem problem) {
        return problem == null ? null : problem.toString();
    }

    public record CallAnswer(String function, long calls, long failed, long meanMillis, long longestMillis) {
        static CallAnswer of(CallCount count) {
            return new CallAnswer(
                    count.function(),
                    count.calls(),
                    count.failed(),
                    count.mean().toMillis(),
                    count.longest().toMillis());
        }
    }
}
