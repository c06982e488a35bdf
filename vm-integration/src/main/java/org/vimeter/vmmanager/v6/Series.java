package org.vimeter.vmmanager.v6;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.vimeter.problem.Problem;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vmmanager.v6.MetricsSettings.Sampled;
import org.vimeter.vmmanager.wire.Element;
import org.vimeter.vmmanager.wire.JsonAnswer;

/**
 * The points of one target that lie in one local day. A point stands for the time until the next; a null is a gap, which adds
 * nothing and is not a zero: with too many of them there is no figure.
 */
final class Series {
    /** Bounded, because an exponent could stand for a number that fills the memory. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?([eE][+-]?\\d{1,2})?");

    private static final Pattern TIME = Pattern.compile("\\d{1,12}");
    private static final int DECIMALS = 3;
    private static final int PERCENT = 100;

    private final ServerConnection server;
    private final MetricsSettings settings;
    private final Sampled sampled;
    private final LocalDate day;
    private final List<Element> points;
    private final Instant now;
    private final long step;
    private long known;
    private long expected;

    /** @param now of a day that is not over, what there can be so far is expected */
    Series(
            ServerConnection server,
            MetricsSettings settings,
            Sampled sampled,
            LocalDate day,
            List<Element> points,
            Instant now) {
        this.server = server;
        this.settings = settings;
        this.sampled = sampled;
        this.day = day;
        this.points = points;
        this.now = now;
        this.step = settings.step();
    }

    /** No figure can be made of the series. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        Unusable(Problem problem) {
            super(problem.toString());
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    /**
     * @param cpus what the values are shares of; 1 when they are none
     * @param partial the VM may not have been there all day, so that gaps are no reason for doubt
     */
    String figure(String vmId, int cpus, boolean partial) throws Unusable {
        var values = values(vmId);
        requireStep(vmId, values);
        var inDay = values.subMap(start(), end());
        expected = (end() - start()) / step;
        var numbers = inDay.values().stream().filter(text -> !text.isEmpty()).toList();
        known = numbers.size();
        long least = partial ? 1 : least();
        if (known < least) {
            throw unusable("metrics.gaps", vmId, known, expected, least);
        }
        if (!partial) {
            requireEdges(vmId, inDay);
        }
        return figure(cpus, numbers);
    }

    /** So many percent of the points, and not a part of a point less. */
    private long least() {
        return Math.max(1, (expected * settings.coverage() + PERCENT - 1) / PERCENT);
    }

    /** Where a day begins or ends in a gap, the answer was cut short rather than the VM silent. */
    private void requireEdges(String vmId, SortedMap<Long, String> inDay) throws Unusable {
        long most = settings.edge();
        var times = new ArrayList<>(inDay.keySet());
        requireEdge(vmId, start(), times.get(0) - start(), unknown(inDay, times), most);
        if (!isRunning()) {
            Collections.reverse(times);
            requireEdge(vmId, end(), end() - step - times.get(0), unknown(inDay, times), most);
        }
    }

    private void requireEdge(String vmId, long edge, long away, long gaps, long most) throws Unusable {
        if (away >= step || gaps > most) {
            throw unusable("metrics.edge", vmId, Instant.ofEpochSecond(edge), away >= step ? away / step : gaps, most);
        }
    }

    private static long unknown(SortedMap<Long, String> inDay, List<Long> times) {
        return times.stream()
                .takeWhile(time -> Objects.requireNonNull(inDay.get(time)).isEmpty())
                .count();
    }

    /** A negative value is handed on as it is: it is refused where all figures are judged, and journalled. */
    private String figure(int cpus, List<String> numbers) {
        var sum = BigDecimal.ZERO;
        for (var number : numbers) {
            if (number.startsWith("-") && new BigDecimal(number).signum() < 0) {
                return new BigDecimal(number).toPlainString();
            }
            sum = sum.add(new BigDecimal(number));
        }
        var seconds = sampled.rate() ? BigDecimal.valueOf(step) : BigDecimal.ONE;
        return sum.multiply(seconds)
                .multiply(sampled.factor())
                .multiply(BigDecimal.valueOf(cpus))
                .setScale(DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    String described(String figure) {
        return figure + " (" + known + "/" + expected + ")";
    }

    private long start() {
        return day.atStartOfDay(server.zone()).toEpochSecond();
    }

    private long end() {
        long midnight = day.plusDays(1).atStartOfDay(server.zone()).toEpochSecond();
        return isRunning() ? Math.max(start() + step, now.getEpochSecond()) : midnight;
    }

    private boolean isRunning() {
        return day.equals(LocalDate.ofInstant(now, server.zone()));
    }

    /** By time; a gap is an empty text. */
    private SortedMap<Long, String> values(String vmId) throws Unusable {
        var values = new TreeMap<Long, String>();
        for (var point : points) {
            var parts = point.children();
            if (parts.size() != 2 || !TIME.matcher(parts.get(1).text()).matches()) {
                throw unusable("metrics.point", vmId, point.text());
            }
            var value = parts.get(0);
            boolean gap = !value.attribute(JsonAnswer.NULL).isEmpty();
            if (!gap && !NUMBER.matcher(value.text()).matches()) {
                throw unusable("metrics.point", vmId, value.text());
            }
            add(vmId, values, Long.parseLong(parts.get(1).text()), gap ? "" : value.text());
        }
        return values;
    }

    private void add(String vmId, SortedMap<Long, String> values, long time, String text) throws Unusable {
        var before = values.putIfAbsent(time, text);
        if (before == null || before.equals(text)) {
            return;
        }
        if (!before.isEmpty() && !text.isEmpty()) {
            throw unusable("metrics.two-values", vmId, time, before, text);
        }
        values.put(time, before.isEmpty() ? text : before);
    }

    /** A step that is not the server's would make every figure wrong by the same factor, so it is compared. */
    private void requireStep(String vmId, SortedMap<Long, String> values) throws Unusable {
        long shortest = Long.MAX_VALUE;
        Long before = null;
        for (var time : values.keySet()) {
            shortest = before == null ? shortest : Math.min(shortest, time - before);
            before = time;
        }
        if (values.size() > 1 && shortest != step) {
            throw unusable("metrics.step", vmId, shortest, step);
        }
    }

    private Unusable unusable(String code, String vmId, Object... details) {
        var operands = new Object[details.length + 4];
        operands[0] = server.name();
        operands[1] = vmId;
        operands[2] = day;
        operands[3] = sampled.target();
        System.arraycopy(details, 0, operands, 4, details.length);
        return new Unusable(Problem.of(code, operands));
    }
}
