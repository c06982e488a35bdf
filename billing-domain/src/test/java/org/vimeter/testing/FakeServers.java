package org.vimeter.testing;

import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vimeter.measure.Unit;
import org.vimeter.problem.Problem;
import org.vimeter.vm.Certificate;
import org.vimeter.vm.Dialect;
import org.vimeter.vm.Job;
import org.vimeter.vm.MeterFigures;
import org.vimeter.vm.NewVm;
import org.vimeter.vm.Owner;
import org.vimeter.vm.RawReading;
import org.vimeter.vm.Report;
import org.vimeter.vm.Resource;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.Settings;
import org.vimeter.vm.Vm;
import org.vimeter.vm.VmList;
import org.vimeter.vm.VmServer;

/** A server in memory, for tests of the domain alone: quantities are given in base units. It takes two calls at once. */
public final class FakeServers extends NoOrders {
    /** What VMs were made with and changed to, by their ids. */
    public final Map<String, Map<String, Long>> resources = new HashMap<>();

    public final List<NewVm> created = new ArrayList<>();
    public final Map<String, List<String>> addresses = new HashMap<>();

    /** How often a call fails before it does anything; with a minus after it did it. */
    public final Map<String, Integer> failing = new HashMap<>();

    /** VM and day of which a report has no row. */
    public final Set<String> rowless = new HashSet<>();

    /** How often a new VM is asked for before it is installed. */
    public int installation;

    /** At which moment the process dies: each call has one before and one after it; 0 for never. */
    public int diesAt;

    /** Done in the middle of each stop and start. */
    public Runnable whenChanged = () -> {};

    private int moments;

    /** What a process does not survive. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final Map<String, Integer> installing = new HashMap<>();
    private int lastId = 1000;

    public final Map<String, Vm> vms = new LinkedHashMap<>();
    private final Map<String, Map<LocalDate, Map<String, String>>> usage = new HashMap<>();
    private final Set<String> deaf = new HashSet<>();
    public final List<String> calls = new ArrayList<>();
    public final List<String> templates = new ArrayList<>(List.of("p"));
    public final List<String> images = new ArrayList<>(List.of("ISPsystem__Debian-12"));
    public boolean down;

    public static final Map<String, Unit> UNITS =
            Map.of("in", Unit.base("B"), "out", Unit.base("B"), "cpu", Unit.base("ms"), "io", Unit.base("operation"));

    private static final List<MeterFigures> METERS = List.of(
            new MeterFigures("cpu", "ms", BigDecimal.valueOf(90_000_000), true),
            new MeterFigures("in", "B", BigDecimal.valueOf(200_000_000_000_000L), false));

    public void add(String id) {
        vms.put(id, new Vm(id, "vm" + id, Vm.Power.RUNNING, 1));
    }

    public void remove(String id) {
        vms.remove(id);
    }

    public synchronized void power(String id, Vm.Power power) {
        vms.computeIfPresent(id, (key, vm) -> new Vm(id, vm.name(), power, vm.cpus()));
    }

    public void rename(String id, String name) {
        vms.computeIfPresent(id, (key, vm) -> new Vm(id, name, vm.power(), vm.cpus()));
    }

    public Vm.Power power(String id) {
        return vms.get(id).power();
    }

    /** Stop and start of this VM are accepted and do nothing. */
    public void deaf(String id) {
        deaf.add(id);
    }

    public void hears(String id) {
        deaf.remove(id);
    }

    public void uses(String id, LocalDate day, String meter, Object raw) {
        usage.computeIfAbsent(id, key -> new HashMap<>())
                .computeIfAbsent(day, key -> new HashMap<>())
                .put(meter, raw.toString());
    }

    public void forgets(String id, LocalDate day, String meter) {
        usage.get(id).get(day).remove(meter);
    }

    @Override
    public VmServer connect(ServerConnection connection) {
        return this;
    }

    /** Types of add-ons that another kind of server can be told. */
    public final Set<String> toldElsewhere = new HashSet<>();

    @Override
    public List<String> kinds() {
        return List.of("VMMANAGER_KVM", "OTHER");
    }

    @Override
    public Dialect dialect(String kind, Settings settings) {
        if (kind.equals("OTHER")) {
            var told = toldElsewhere.stream()
                    .map(type -> new Resource(type, type, ""))
                    .toList();
            return new FakeDialect(2, Map.of(), settings.resources(told));
        }
        return new FakeDialect(2, settings.meters(METERS), settings.resources(List.of()));
    }

    @Override
    public VmList vms() throws ServerFault {
        moment();
        requireUp();
        return VmList.of(vms.values());
    }

    @Override
    public Optional<Vm> vm(String vmId) throws ServerFault {
        return vms().find(vmId);
    }

    @Override
    public List<String> templates() throws ServerFault {
        requireUp();
        return List.copyOf(templates);
    }

    /** What VMs are made with from templates, by their names. */
    public final Map<String, Map<String, Long>> templateResources = new HashMap<>();

    @Override
    public Map<String, Long> template(String name) throws ServerFault {
        requireUp();
        return templateResources.getOrDefault(name, Map.of());
    }

    @Override
    public List<String> images() throws ServerFault {
        requireUp();
        return List.copyOf(images);
    }

    @Override
    public List<String> nodes() throws ServerFault {
        requireUp();
        return List.of("node1");
    }

    @Override
    public Certificate certificate(URI url) throws ServerFault {
        throw new ServerFault(Problem.of("server.no-tls", "s", url, "it is not there"), true);
    }

    /** VM, day and processors of each question for usage. */
    public final List<String> askedCpus = new ArrayList<>();

    @Override
    public synchronized Report usage(String vmId, LocalDate day, @Nullable Integer cpus) throws ServerFault {
        requireUp();
        askedCpus.add(vmId + " " + day + " " + cpus);
        if (rowless.contains(vmId + " " + day)) {
            throw ServerFault.ofOneDay(Problem.of("report.no-row", "s", vmId, day));
        }
        var figures = usage.getOrDefault(vmId, Map.of()).getOrDefault(day, Map.of());
        return new Report(
                figures,
                UNITS.entrySet().stream()
                        .map(unit -> figures.containsKey(unit.getKey())
                                ? new RawReading(unit.getKey(), figures.get(unit.getKey()), unit.getValue(), null)
                                : new RawReading(
                                        unit.getKey(),
                                        null,
                                        unit.getValue(),
                                        Problem.of("report.no-row", "s", vmId, day)))
                        .toList());
    }

    @Override
    public Job stop(String vmId) throws ServerFault {
        return change("stop", vmId, Vm.Power.STOPPED);
    }

    @Override
    public Job start(String vmId) throws ServerFault {
        return change("start", vmId, Vm.Power.RUNNING);
    }

    @Override
    public String owner(Owner owner) throws ServerFault {
        before("owner", owner.name());
        return "u-" + owner.name();
    }

    @Override
    public Job create(NewVm wanted) throws ServerFault {
        before("create", wanted.name());
        created.add(wanted);
        var known = vms.values().stream()
                .filter(vm -> vm.name().equals(wanted.name()))
                .findFirst();
        var id = known.map(Vm::id).orElse("" + ++lastId);
        if (known.isEmpty()) {
            vms.put(id, new Vm(id, wanted.name(), Vm.Power.RUNNING, 1));
            resources.put(id, new HashMap<>(wanted.resources()));
            addresses.put(id, new ArrayList<>(List.of("192.0.2." + lastId % 250)));
            installing.put(id, installation);
        }
        after("create");
        return new Job(id, "installation");
    }

    @Override
    public boolean isDone(Job job) throws ServerFault {
        before("isDone", job.vmId());
        return installing.merge(job.vmId(), -1, Integer::sum) < 0;
    }

    @Override
    public List<String> addresses(String vmId) throws ServerFault {
        requireUp();
        return List.copyOf(addresses.getOrDefault(vmId, List.of()));
    }

    @Override
    public Job addAddress(String vmId, boolean ipv6, String domain) throws ServerFault {
        before("addAddress", vmId);
        var present = addresses.computeIfAbsent(vmId, key -> new ArrayList<>());
        present.add(ipv6 ? "2001:db8::" + present.size() : "198.51.100." + present.size());
        after("addAddress");
        return Job.done(vmId);
    }

    @Override
    public Job resize(String vmId, Map<String, Long> wanted) throws ServerFault {
        before("resize", vmId);
        resources.computeIfAbsent(vmId, key -> new HashMap<>()).putAll(wanted);
        after("resize");
        return Job.done(vmId);
    }

    @Override
    public Map<String, Long> resources(String vmId) throws ServerFault {
        requireUp();
        return resources.getOrDefault(vmId, Map.of());
    }

    @Override
    public Job delete(String vmId) throws ServerFault {
        before("delete", vmId);
        vms.remove(vmId);
        after("delete");
        return Job.done(vmId);
    }

    /** Counts moments from here. */
    public void diesAt(int moment) {
        diesAt = moment;
        moments = 0;
    }

    private synchronized void moment() {
        if (diesAt > 0 && ++moments == diesAt) {
            throw new Killed();
        }
    }

    private synchronized void before(String call, String subject) throws ServerFault {
        moment();
        calls.add(call + " " + subject);
        requireUp();
        if (failing.getOrDefault(call, 0) > 0) {
            failing.merge(call, -1, Integer::sum);
            throw broken(call);
        }
    }

    private synchronized void after(String call) throws ServerFault {
        moment();
        if (failing.getOrDefault(call, 0) < 0) {
            failing.merge(call, 1, Integer::sum);
            throw broken(call);
        }
    }

    private static ServerFault broken(String call) {
        return new ServerFault(Problem.of("server.unreachable", "s", call, "http://s", "broken pipe"), false);
    }

    private Job change(String call, String vmId, Vm.Power power) throws ServerFault {
        before(call, vmId);
        whenChanged.run();
        if (!deaf.contains(vmId)) {
            power(vmId, power);
        }
        moment();
        return Job.done(vmId);
    }

    private void requireUp() throws ServerFault {
        if (down) {
            throw new ServerFault(Problem.of("server.unreachable", "s", "vm", "http://s", "refused"), true);
        }
    }
}
