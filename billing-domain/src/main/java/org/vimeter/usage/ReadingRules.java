package org.vimeter.usage;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vimeter.measure.Unit;
import org.vimeter.problem.Problem;
import org.vimeter.vm.RawReading;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.Vm;

/** Which figures are believed. Everything else is missing, with a problem that names server, VM, day and value. */
public final class ReadingRules {
    /** Plain decimals of bounded length: an exponent could stand for a number that fills the memory. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,30}(\\.\\d{1,30})?");

    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE / 64);

    private final ServerConnection server;

    public ReadingRules(ServerConnection server) {
        this.server = server;
    }

    /** A text that is not believed is missing with its problem; a person finds it in the journal. */
    public Slot judge(RawReading reading, Vm vm, LocalDate day) {
        var raw = reading.raw();
        if (raw == null) {
            return Slot.missing(Objects.requireNonNull(reading.problem(), reading.meter()));
        }
        if (!NUMBER.matcher(raw).matches()) {
            return refused("value.not-number", reading, vm, day);
        }
        var figure = new BigDecimal(raw);
        if (figure.signum() < 0) {
            return refused("value.negative", reading, vm, day);
        }
        var maximum = maximum(reading, vm.cpus());
        if (maximum.isPresent() && figure.compareTo(maximum.get()) > 0) {
            return absurd(reading, vm, day, maximum.get());
        }
        if (figure.multiply(BigDecimal.valueOf(reading.unit().factor())).compareTo(LARGEST) > 0) {
            return refused("value.not-number", reading, vm, day);
        }
        return Slot.of(reading.unit().toBase(figure), raw);
    }

    /** The most that the VM can use in a day, in the reading's unit; for a meter per CPU times its CPUs. */
    private Optional<BigDecimal> maximum(RawReading reading, @Nullable Integer cpus) {
        var figures = server.dialect().meters().get(reading.meter());
        if (figures == null || figures.maximum() == null) {
            return Optional.empty();
        }
        int times = !figures.perCpu() ? 1 : cpus == null ? server.dialect().cpusIfUnknown() : cpus;
        var maximum = figures.maximum().multiply(BigDecimal.valueOf(times));
        return Optional.of(inUnitOf(reading, server.units().get(figures.unit()), maximum));
    }

    /** @param own what the server reports in; a figure that was delivered may be in another unit */
    private static BigDecimal inUnitOf(RawReading reading, @Nullable Unit own, BigDecimal maximum) {
        return own == null || own.equals(reading.unit())
                ? maximum
                : maximum.multiply(BigDecimal.valueOf(own.factor()))
                        .divide(BigDecimal.valueOf(reading.unit().factor()), MathContext.DECIMAL128);
    }

    private Slot absurd(RawReading reading, Vm vm, LocalDate day, BigDecimal maximum) {
        var problem = Problem.of(
                "value.absurd",
                server.name(),
                vm.name(),
                day,
                reading.meter(),
                String.valueOf(reading.raw()),
                reading.unit(),
                maximum.toPlainString());
        return Slot.missing(problem);
    }

    private Slot refused(String code, RawReading reading, Vm vm, LocalDate day) {
        var problem = Problem.of(code, server.name(), vm.name(), day, reading.meter(), String.valueOf(reading.raw()));
        return Slot.missing(problem);
    }
}
