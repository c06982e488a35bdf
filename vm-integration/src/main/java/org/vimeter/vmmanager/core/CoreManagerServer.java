package org.vimeter.vmmanager.core;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.problem.Problem;
import org.vimeter.vm.Job;
import org.vimeter.vm.NewVm;
import org.vimeter.vm.Owner;
import org.vimeter.vm.Report;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.Vm;
import org.vimeter.vm.VmList;
import org.vimeter.vm.VmServer;
import org.vimeter.vmmanager.wire.Http;
import org.vimeter.vmmanager.wire.Resources;

/** VMmanager 5 KVM and Cloud, and OVZ, which was VEmanager. What tells them apart are {@link CoreManagerSettings}. */
public final class CoreManagerServer implements VmServer {
    private static final String INSTALLATION = "installation";
    private static final String DELETION = "deletion";

    private final ServerConnection server;
    private final CoreManagerSettings settings;
    private final CoreManagerCalls calls;
    private final Lists lists;
    private final Orders orders;
    private final DayReport report;
    private final Clock clock;

    public CoreManagerServer(ServerConnection server, CoreManagerSettings settings, Http http, Clock clock) {
        this.server = server;
        this.settings = settings;
        this.calls = new CoreManagerCalls(server, settings.sessions(), http);
        this.lists = new Lists(settings, calls);
        this.orders = new Orders(server, settings, calls, lists);
        this.report = new DayReport(server, settings);
        this.clock = clock;
    }

    @Override
    public VmList vms() throws ServerFault {
        return VmList.of(lists.vms());
    }

    /** The form is asked whether the VM is there: a list may be cut short, or of a moment ago. */
    @Override
    public Optional<Vm> vm(String vmId) throws ServerFault {
        if (isGone(vmId)) {
            return Optional.empty();
        }
        var unlisted = new Vm(vmId, "", Vm.Power.UNKNOWN, null);
        return Optional.of(lists.vms().stream()
                .filter(vm -> vm.id().equals(vmId))
                .findFirst()
                .orElse(unlisted));
    }

    private boolean isGone(String vmId) throws ServerFault {
        return calls.ask("vm.edit", vmId, Map.of("elid", vmId), "missed").isError("missed");
    }

    @Override
    public List<String> templates() throws ServerFault {
        return lists.names(settings.presets());
    }

    @Override
    public Map<String, Long> template(String name) throws ServerFault {
        var id = lists.id(settings.presets(), name)
                .orElseThrow(
                        () -> new ServerFault(Problem.of("server.no-entry", server.name(), "", "preset", name), false));
        var form = calls.call(settings.presets().edit(), "", Map.of("elid", id));
        return Resources.quantities(server, form::textOf);
    }

    @Override
    public List<String> images() throws ServerFault {
        return lists.names(settings.images());
    }

    @Override
    public List<String> nodes() throws ServerFault {
        return lists.names(settings.nodes());
    }

    @Override
    public Report usage(String vmId, LocalDate day, @Nullable Integer cpus) throws ServerFault {
        var today = LocalDate.now(clock.withZone(server.zone()));
        var answer =
                calls.call(settings.report().function(), vmId, settings.report().parameters(vmId, day, today));
        return report.read(answer, vmId, day);
    }

    @Override
    public String owner(Owner owner) throws ServerFault {
        var known = lists.user(owner.name());
        if (known.isPresent()) {
            return known.get();
        }
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("sok", "ok");
        parameters.put("level", Lists.ORDINARY_USER);
        parameters.put("name", owner.name());
        parameters.put("passwd", owner.password());
        parameters.put("confirm", owner.password());
        calls.ask("user.edit", "", parameters, "exists");
        return lists.user(owner.name())
                .orElseThrow(() -> new ServerFault(Problem.of("server.no-user", server.name(), owner.name()), false));
    }

    @Override
    public Job create(NewVm wanted) throws ServerFault {
        return new Job(orders.create(wanted), INSTALLATION);
    }

    @Override
    public boolean isDone(Job job) throws ServerFault {
        return switch (job.task()) {
            case INSTALLATION ->
                vm(job.vmId())
                        .map(vm -> !vm.installing() && !vm.name().isEmpty())
                        .orElseThrow(() ->
                                new ServerFault(Problem.of("vm.lost", server.name(), job.vmId(), job.task()), false));
            case DELETION -> isGone(job.vmId());
            default -> true;
        };
    }

    @Override
    public List<String> addresses(String vmId) throws ServerFault {
        return lists.addresses(vmId);
    }

    @Override
    public Job addAddress(String vmId, boolean ipv6, String domain) throws ServerFault {
        var family = ipv6 ? "ipv6" : "ipv4";
        calls.call(
                settings.addresses().edit(),
                vmId,
                Map.of("plid", vmId, "domain", domain, "family", family, "sok", "ok"));
        return Job.done(vmId);
    }

    @Override
    public Job resize(String vmId, Map<String, Long> resources) throws ServerFault {
        var changeable = new LinkedHashMap<>(resources);
        for (var fixed : settings.fixedResources()) {
            var wanted = changeable.remove(fixed);
            if (wanted != null) {
                requireAsItIs(vmId, fixed, wanted);
            }
        }
        return edit(vmId, Resources.fields(server, changeable));
    }

    @Override
    public Map<String, Long> resources(String vmId) throws ServerFault {
        var form = calls.call("vm.edit", vmId, Map.of("elid", vmId));
        return Resources.quantities(server, form::textOf);
    }

    private void requireAsItIs(String vmId, String fixed, long wanted) throws ServerFault {
        var resource = settings.resources().get(fixed);
        if (resource == null || !resource.isTold()) {
            return;
        }
        var field = resource.field();
        var now = calls.call("vm.edit", vmId, Map.of("elid", vmId)).textOf(field);
        var figure = Resources.fields(server, Map.of(fixed, wanted)).getOrDefault(field, now);
        if (!now.equals(figure)) {
            throw new ServerFault(Problem.of("resize.fixed", server.name(), vmId, field, now, figure), false);
        }
    }

    private Job edit(String vmId, Map<String, String> fields) throws ServerFault {
        var parameters = new LinkedHashMap<>(fields);
        parameters.put("elid", vmId);
        parameters.put("sok", "ok");
        calls.call("vm.edit", vmId, parameters);
        return Job.done(vmId);
    }

    @Override
    public Job stop(String vmId) throws ServerFault {
        return act(settings.functions().stop(), vmId);
    }

    @Override
    public Job start(String vmId) throws ServerFault {
        return act(settings.functions().start(), vmId);
    }

    @Override
    public Job restart(String vmId) throws ServerFault {
        return act(settings.functions().restart(), vmId);
    }

    private Job act(String function, String vmId) throws ServerFault {
        calls.call(function, vmId, Map.of("elid", vmId));
        return Job.done(vmId);
    }

    @Override
    public Job password(String vmId, String password) throws ServerFault {
        var parameters = Map.of("elid", vmId, "password", password, "confirm", password, "sok", "ok");
        calls.call(settings.functions().password(), vmId, parameters);
        return Job.done(vmId);
    }

    @Override
    public Job reinstall(String vmId, String image, String password) throws ServerFault {
        calls.call("vm.reinstall", vmId, orders.reinstallation(vmId, image, password));
        return new Job(vmId, INSTALLATION);
    }

    @Override
    public Job delete(String vmId) throws ServerFault {
        calls.ask("vm.delete", vmId, Map.of("elid", vmId), "missed");
        return new Job(vmId, DELETION);
    }
}
