package org.vimeter.simulator;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** What the simulated server holds. May be changed while it runs. */
public final class Scenario {
    public static final String LOGIN = "admin";
    public static final String PASSWORD = "simulated";

    private final Map<String, SimulatedVm> vms = new ConcurrentHashMap<>();
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
    private volatile List<String> templates = List.of("VPS-Start");
    private volatile List<String> images =
            List.of("ISPsystem__Debian-12-x86_64", "ISPsystem__Ubuntu-24.04-amd64", "ISPsystem__AlmaLinux-9-amd64");
    private volatile UsageSource usage = (vm, day) -> Map.of();

    /** The fields of a report row for a VM and day; without any there is no row. */
    public interface UsageSource {
        Map<String, String> row(SimulatedVm vm, LocalDate day);
    }

    /** @param running false once it was stopped */
    public record SimulatedVm(String id, String name, int cpus, boolean running) {}

    /** How a function misbehaves. */
    public enum Fault {
        HTML,
        TRUNCATED,
        XXE,
        EMPTY,
        DEEP,
        HUGE,
        GARBAGE,
        HTTP_500,
        ACCESS,
        SLOW,
        DROPPED
    }

    public Scenario vm(String id, String name, int cpus) {
        vms.put(id, new SimulatedVm(id, name, cpus, true));
        return this;
    }

    public Scenario usage(UsageSource source) {
        usage = source;
        return this;
    }

    public Scenario templates(String... names) {
        templates = List.of(names);
        return this;
    }

    public Scenario images(List<String> names) {
        images = List.copyOf(names);
        return this;
    }

    public void remove(String id) {
        vms.remove(id);
    }

    /** A fault for one function, or null to mend it. */
    public void fault(String function, @Nullable Fault fault) {
        if (fault == null) {
            faults.remove(function);
        } else {
            faults.put(function, fault);
        }
    }

    public boolean running(String id) {
        var vm = vms.get(id);
        return vm != null && vm.running();
    }

    /** Functions called so far, with the VM where there is one. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    List<String> templates() {
        return templates;
    }

    List<String> images() {
        return images;
    }

    @Nullable
    Fault faultOf(String function) {
        return faults.get(function);
    }

    Collection<SimulatedVm> vms() {
        return vms.values().stream()
                .sorted(Comparator.comparing(SimulatedVm::name))
                .toList();
    }

    @Nullable
    SimulatedVm vm(String id) {
        return vms.get(id);
    }

    void power(String id, boolean running) {
        vms.computeIfPresent(id, (key, vm) -> new SimulatedVm(id, vm.name(), vm.cpus(), running));
    }

    void called(String call) {
        calls.add(call);
    }

    Map<LocalDate, Map<String, String>> rows(SimulatedVm vm, LocalDate from, LocalDate to) {
        var rows = new LinkedHashMap<LocalDate, Map<String, String>>();
        from.datesUntil(to.plusDays(1)).forEach(day -> {
            var row = usage.row(vm, day);
            if (!row.isEmpty()) {
                rows.put(day, row);
            }
        });
        return rows;
    }
}
