package org.vimeter.dailyrun;

import static java.util.stream.Collectors.toMap;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.Meters.Meter;
import org.vimeter.offer.PublishedTerms;
import org.vimeter.problem.Problem;
import org.vimeter.usage.DayUsage;
import org.vimeter.usage.ReadingRules;
import org.vimeter.usage.Refusals.Refusal;
import org.vimeter.usage.Slot;
import org.vimeter.vm.DatedVm;
import org.vimeter.vm.RawReading;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.Vm;
import org.vimeter.vm.VmList;
import org.vimeter.vm.VmServer;

/** Reads one day of one server, a chunk of services at a time. Never inside a transaction. */
final class Collector implements AutoCloseable {
    /** A server that did not answer so many calls in a row is not asked again in this run. */
    private static final int GIVE_UP_AFTER = 5;

    /** Services that one thread asks for in a row: few in a small chunk, so that all threads have work. */
    private static final int LONGEST_SLICE = 10;

    private static final int SLICES = 64;

    private final Access access;
    private final PublishedTerms published;
    private final LocalDate day;
    private final LocalDate today;
    private final AtomicInteger unanswered = new AtomicInteger();
    private @Nullable VmList vms;
    private volatile @Nullable Problem serverProblem;

    /**
     * @param pool its size is how many calls the server gets at once
     * @param reader one thread, for reading ahead
     */
    record Access(
            String serverName, VmServer server, ReadingRules rules, ExecutorService pool, ExecutorService reader) {}

    Collector(Access access, PublishedTerms published, LocalDate day, LocalDate today) {
        this.access = access;
        this.published = published;
        this.day = day;
        this.today = today;
    }

    /** Reads the list of VMs. An empty list is an error, never the news that all VMs are gone. */
    void open() {
        try {
            vms = access.server().vms();
            if (vms.isEmpty()) {
                serverProblem = Problem.of("list.empty", access.serverName());
            }
        } catch (ServerFault fault) {
            serverProblem = fault.problem();
        }
    }

    /** Why nothing could be read from this server, if so. */
    Optional<Problem> serverProblem() {
        return Optional.ofNullable(serverProblem);
    }

    /** What the server lists; empty when it could not be asked, or lists nothing. */
    Optional<VmList> list() {
        return Optional.ofNullable(vms).filter(listed -> !listed.isEmpty());
    }

    ExecutorService reader() {
        return access.reader();
    }

    @Override
    public void close() {
        access.reader().shutdownNow();
        access.pool().shutdownNow();
    }

    /** What the server says of these services on the day, with what was delivered over it. */
    Chunk collect(Night.Read read) {
        var chunk = read.services();
        var calls = new ArrayList<Callable<Chunk>>();
        int length = Math.max(1, Math.min(LONGEST_SLICE, chunk.size() / SLICES));
        for (int from = 0; from < chunk.size(); from += length) {
            var slice = chunk.subList(from, Math.min(chunk.size(), from + length));
            calls.add(() -> collect(slice, read));
        }
        try {
            var slices = new ArrayList<Chunk>();
            for (var result : access.pool().invokeAll(calls)) {
                slices.add(result.get());
            }
            return Chunk.of(slices);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The collection was interrupted; the next run continues it", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The collection failed: " + e.getCause(), e);
        }
    }

    private Chunk collect(List<BilledService> slice, Night.Read read) {
        var refusals = new ArrayList<Refusal>();
        var days = slice.stream()
                .map(service -> collect(service, read.cpus().get(service.id()), refusals))
                .map(read.delivered()::over)
                .toList();
        return new Chunk(slice, days, refusals);
    }

    private DayUsage collect(BilledService service, @Nullable Integer known, List<Refusal> refusals) {
        var expected = expected(service);
        var problem = serverProblem;
        if (vms == null || problem != null) {
            return missing(service, expected, problem, null);
        }
        var own = service.service();
        var vm = vms.find(own.vmId());
        if (vm.isEmpty()) {
            var gone = Problem.of("vm.gone", access.serverName(), own.vmName(), own.vmId(), day);
            return missing(service, expected, gone, null);
        }
        if (!vm.get().isNamed(own.vmName())) {
            var renamed = Problem.of(
                    "vm.renamed", access.serverName(), own.vmName(), vm.get().name(), day);
            return missing(service, expected, renamed, null);
        }
        return read(service, expected, DatedVm.of(vm.get(), day, today, known), refusals);
    }

    private DayUsage read(BilledService service, Set<String> expected, DatedVm dated, List<Refusal> refusals) {
        try {
            var report = access.server().usage(service.service().vmId(), day, dated.cpus());
            unanswered.set(0);
            return judged(service, expected, report.readings(), dated, refusals);
        } catch (ServerFault fault) {
            count(fault);
            var named = Problem.of("vm.unreadable", service.service().vmName(), day, fault.problem());
            return missing(service, expected, named, dated.cpus());
        }
    }

    private void count(ServerFault fault) {
        if (fault.isUnreachable() && unanswered.incrementAndGet() >= GIVE_UP_AFTER) {
            serverProblem = Problem.of("server.gave-up", access.serverName(), GIVE_UP_AFTER, fault.problem());
        }
    }

    private DayUsage judged(
            BilledService service,
            Set<String> expected,
            List<RawReading> readings,
            DatedVm vm,
            List<Refusal> refusals) {
        var byMeter = readings.stream().collect(toMap(RawReading::meter, reading -> reading));
        Function<String, Slot> read = meter -> {
            var reading = byMeter.get(meter);
            return reading == null
                    ? unread(expected, meter, notRead(service, meter))
                    : judged(service, reading, expected, vm.likely(), refusals);
        };
        return day(service, read, vm.cpus());
    }

    private Problem notRead(BilledService service, String meter) {
        return Problem.of(
                "meter.not-read", access.serverName(), service.service().vmName(), day, meter);
    }

    private DayUsage day(BilledService service, Function<String, Slot> read, @Nullable Integer cpus) {
        return DayUsage.of(service.id(), published.meters(), read, cpus);
    }

    private Slot judged(
            BilledService service, RawReading reading, Set<String> expected, Vm vm, List<Refusal> refusals) {
        var slot = access.rules().judge(reading, vm, day);
        var problem = slot.problem();
        if (problem == null) {
            return slot;
        }
        if (reading.raw() != null) {
            var own = service.service();
            refusals.add(new Refusal(service.id(), own.vmName(), reading.meter(), reading.raw(), problem, null));
        }
        return unread(expected, reading.meter(), problem);
    }

    private DayUsage missing(
            BilledService service, Set<String> expected, @Nullable Problem problem, @Nullable Integer cpus) {
        var reason = problem == null ? Problem.of("list.empty", access.serverName()) : problem;
        return day(service, meter -> unread(expected, meter, reason), cpus);
    }

    private static Slot unread(Set<String> expected, String meter, Problem problem) {
        return expected.contains(meter) ? Slot.missing(problem) : Slot.UNEXPECTED;
    }

    /** The meters that the service's package bills on this day. */
    private Set<String> expected(BilledService service) {
        var names = new HashSet<String>();
        published
                .on(
                        service.service().packageId().value(),
                        service.service().currency(),
                        day,
                        service.service().firstDay())
                .forEach(terms -> terms.meters().stream().map(Meter::name).forEach(names::add));
        return names;
    }
}
