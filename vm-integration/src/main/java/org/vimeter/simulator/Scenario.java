package org.vimeter.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What the simulated server holds. May be changed while it runs. */
public final class Scenario {
    public static final String LOGIN = "admin";
    public static final String PASSWORD = "simulated";
    private static final int HOURS = 24;

    private final Map<String, SimulatedVm> vms = new ConcurrentHashMap<>();
    private final Map<String, PlannedFault> faults = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
    private final AtomicInteger lastId = new AtomicInteger(236);
    private final Map<String, SimulatedUser> users = new ConcurrentHashMap<>();
    private volatile List<Template> templates = List.of(new Template("VPS-Start", 1, 1024, 10240));
    private volatile List<String> images =
            List.of("ISPsystem__Debian-12-x86_64", "ISPsystem__Ubuntu-24.04-amd64", "ISPsystem__AlmaLinux-9-amd64");
    private volatile UsageSource usage = (vm, day) -> Map.of();
    private volatile PointSource points = (vm, target, at) -> null;
    private volatile boolean firstPointLeftOut;
    private volatile int capacity = Integer.MAX_VALUE;
    private volatile int installation = 2;
    private volatile int decimals = 6;
    private volatile int latency;
    private volatile boolean recording;

    public Scenario vm(String id, String name, int cpus) {
        vms.put(id, new SimulatedVm(id, name, cpus));
        return this;
    }

    public Scenario usage(UsageSource source) {
        usage = source;
        return this;
    }

    public Scenario points(PointSource source) {
        points = source;
        return this;
    }

    public Scenario templates(String... names) {
        return templates(Arrays.stream(names)
                .map(name -> new Template(name, 1, 1024, 10240))
                .toArray(Template[]::new));
    }

    public Scenario templates(Template... all) {
        templates = List.of(all);
        return this;
    }

    public Scenario images(List<String> names) {
        images = List.copyOf(names);
        return this;
    }

    /** Whether a series begins one point later than it is asked for. */
    public Scenario leavingOutTheFirstPoint(boolean leftOut) {
        firstPointLeftOut = leftOut;
        return this;
    }

    boolean isFirstPointLeftOut() {
        return firstPointLeftOut;
    }

    /** How many VMs there is room for. */
    public Scenario capacity(int most) {
        capacity = most;
        return this;
    }

    /** How often a new VM is listed, or its task asked for, before it is installed. */
    public Scenario installation(int readings) {
        installation = readings;
        return this;
    }

    /** Of figures in reports; the rest is cut off. */
    public Scenario decimals(int places) {
        decimals = places;
        return this;
    }

    /** How long each answer takes at least. */
    public Scenario latency(int millis) {
        latency = millis;
        return this;
    }

    int latency() {
        return latency;
    }

    /** Keeps requests with all that they say, secrets masked. */
    public Scenario recording() {
        recording = true;
        return this;
    }

    public void remove(String id) {
        vms.remove(id);
    }

    public void rename(String id, String name) {
        vms.computeIfPresent(id, (key, vm) -> {
            vm.rename(name);
            return vm;
        });
    }

    /** A fault for one function, or null to mend it. */
    public void fault(String function, @Nullable Fault fault) {
        if (fault == null) {
            faults.remove(function);
        } else {
            fault(function, fault, Integer.MAX_VALUE);
        }
    }

    /** A fault that passes by itself. */
    public void fault(String function, Fault fault, int times) {
        faults.put(function, new PlannedFault(fault, new AtomicInteger(times)));
    }

    public boolean running(String id) {
        var vm = vms.get(id);
        return vm != null && vm.running();
    }

    public @Nullable SimulatedVm vm(String id) {
        return vms.get(id);
    }

    public Collection<SimulatedVm> vms() {
        return vms.values().stream()
                .sorted(Comparator.comparing(SimulatedVm::name))
                .toList();
    }

    /** Functions called so far, with the VM where there is one. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** What {@link #recording} kept. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    List<Template> templates() {
        return templates;
    }

    List<String> images() {
        return images;
    }

    Map<String, SimulatedUser> users() {
        return users;
    }

    boolean isFull() {
        return vms.size() >= capacity;
    }

    int installation() {
        return installation;
    }

    String nextId() {
        return "" + lastId.incrementAndGet();
    }

    void add(SimulatedVm vm) {
        vms.put(vm.id(), vm);
    }

    /** The fault of this call, which uses it up by one. */
    @Nullable
    Fault faultOf(String function) {
        var planned = faults.get(function);
        return planned == null || planned.left().getAndDecrement() <= 0 ? null : planned.fault();
    }

    void called(String call) {
        calls.add(call);
    }

    void requested(String request) {
        if (recording) {
            requests.add(request);
        }
    }

    @Nullable
    String point(SimulatedVm vm, String target, Instant at) {
        return points.value(vm, target, at);
    }

    /** Today's row grows with the hours. */
    Map<LocalDate, Map<String, String>> rows(SimulatedVm vm, LocalDate from, LocalDate to, ZonedDateTime now) {
        var rows = new LinkedHashMap<LocalDate, Map<String, String>>();
        from.datesUntil(to.plusDays(1)).forEach(day -> {
            int hours = day.equals(now.toLocalDate()) ? now.getHour() : HOURS;
            var row = new LinkedHashMap<String, String>();
            usage.row(vm, day).forEach((field, figure) -> row.put(field, grown(figure, hours)));
            if (!row.isEmpty() && !day.isAfter(now.toLocalDate())) {
                rows.put(day, row);
            }
        });
        return rows;
    }

    private BigDecimal sofar(BigDecimal whole, int hours) {
        return hours == HOURS
                ? whole
                : whole.multiply(BigDecimal.valueOf(hours))
                        .divide(BigDecimal.valueOf(HOURS), decimals, RoundingMode.DOWN);
    }

    private String grown(String figure, int hours) {
        if (!figure.matches("\\d+(\\.\\d+)?")) {
            return figure;
        }
        var sofar = sofar(new BigDecimal(figure), hours);
        return sofar.scale() <= decimals
                ? sofar.toPlainString()
                : sofar.setScale(decimals, RoundingMode.DOWN).toPlainString();
    }
}
