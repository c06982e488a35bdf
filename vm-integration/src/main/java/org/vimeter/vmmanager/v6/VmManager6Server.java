package org.vimeter.vmmanager.v6;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.vimeter.vmmanager.v6.VmManager6Calls.Request;
import org.vimeter.vmmanager.wire.Element;
import org.vimeter.vmmanager.wire.Http;
import org.vimeter.vmmanager.wire.Resources;

/** VMmanager 6. */
public final class VmManager6Server implements VmServer {
    private static final JsonObject NOTHING = Json.createObjectBuilder().build();
    /** What the server calls the task is not known. */
    private static final String UNNAMED = "";

    private final ServerConnection server;
    private final VmManager6Settings settings;
    private final VmManager6Calls calls;
    private final Hosts hosts;
    private final HostOrders orders;
    private final Tasks tasks;
    private final Disks disks;
    private final Metrics metrics;

    public VmManager6Server(ServerConnection server, VmManager6Settings settings, Http http, Clock clock) {
        this.server = server;
        this.settings = settings;
        this.calls = new VmManager6Calls(server, settings, http);
        this.hosts = new Hosts(server, settings.states(), calls);
        this.orders = new HostOrders(server, settings.hosts(), calls, hosts);
        this.tasks = new Tasks(server, calls, hosts);
        this.disks = new Disks(server);
        this.metrics = new Metrics(server, settings.metrics(), calls, hosts, clock);
    }

    @Override
    public VmList vms() throws ServerFault {
        return VmList.of(hosts.all());
    }

    @Override
    public Optional<Vm> vm(String vmId) throws ServerFault {
        return hosts.one(vmId);
    }

    @Override
    public List<String> templates() throws ServerFault {
        return hosts.names("preset");
    }

    @Override
    public Map<String, Long> template(String name) throws ServerFault {
        var row = hosts.catalogue("preset").stream()
                .filter(preset -> preset.textOf("name").equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new ServerFault(Problem.of("server.no-entry", server.name(), "", "preset", name), false));
        return Resources.quantities(server, row::textOf);
    }

    @Override
    public List<String> images() throws ServerFault {
        return hosts.names("os");
    }

    @Override
    public List<String> nodes() throws ServerFault {
        return hosts.names("node");
    }

    @Override
    public Report usage(String vmId, LocalDate day, @Nullable Integer cpus) throws ServerFault {
        return metrics.day(vmId, day, cpus);
    }

    @Override
    public String owner(Owner owner) throws ServerFault {
        var path = "/vm/v3/account" + Hosts.where("email", owner.email());
        var known = calls.list(Request.get("account", "", path)).stream()
                .filter(row -> row.textOf("email").equalsIgnoreCase(owner.email()))
                .filter(row ->
                        row.all("roles").stream().noneMatch(role -> role.text().equals("@admin")))
                .findFirst();
        if (known.isPresent()) {
            return known.get().textOf("id");
        }
        var body = Json.createObjectBuilder()
                .add("email", owner.email())
                .add("password", owner.password())
                .add("role", settings.hosts().ownerRole())
                .build();
        var id = calls.call(new Request("account", "", "POST", "/vm/v3/account", body))
                .textOf("id");
        if (id.isEmpty()) {
            throw new ServerFault(Problem.of("server.no-user", server.name(), owner.email()), false);
        }
        return id;
    }

    @Override
    public Job create(NewVm wanted) throws ServerFault {
        return orders.create(wanted);
    }

    @Override
    public boolean isDone(Job job) throws ServerFault {
        return tasks.isDone(job);
    }

    @Override
    public List<String> addresses(String vmId) throws ServerFault {
        return calls.list(Request.get("host/ipv4", vmId, Hosts.path(vmId) + "/ipv4")).stream()
                .map(row -> row.textOf("ip_addr"))
                .toList();
    }

    /** How an IPv6 address is added to a VM is not known, so it is refused rather than guessed. */
    @Override
    public Job addAddress(String vmId, boolean ipv6, String domain) throws ServerFault {
        if (ipv6) {
            throw new ServerFault(Problem.of("server.no-ipv6", server.name(), vmId), false);
        }
        var body = Json.createObjectBuilder().add("ipv4_number", 1);
        HostOrders.addIds(
                body, "ipv4_pool", hosts.ids("ippool", settings.hosts().ipv4Pool()));
        return post(vmId, "ip", "ip_change", body.build());
    }

    @Override
    public Job resize(String vmId, Map<String, Long> resources) throws ServerFault {
        var row = existing(vmId);
        var disk = disks.resize(vmId, row, resources);
        var others = new LinkedHashMap<>(resources);
        others.remove(Disks.RESOURCE);
        var fields = Resources.fields(server, others);
        fields.values().removeIf(String::isEmpty);
        fields.entrySet().removeIf(field -> row.textOf(field.getKey()).equals(field.getValue()));
        var done = new StringBuilder();
        if (!fields.isEmpty()) {
            var body = Json.createObjectBuilder();
            HostOrders.addFigures(body, fields);
            done.append(
                    post(vmId, "resource", "host_change_params", body.build()).task());
        }
        if (disk != null) {
            var reply = calls.call(disk);
            done.append(' ').append(Tasks.of("disk_resize", reply));
        }
        return new Job(vmId, done.toString().strip());
    }

    @Override
    public Map<String, Long> resources(String vmId) throws ServerFault {
        var row = existing(vmId);
        var disk = Objects.requireNonNull(settings.resources().get(Disks.RESOURCE), Disks.RESOURCE)
                .field();
        return Resources.quantities(server, field -> field.equals(disk) ? Disks.sizeOf(row) : row.textOf(field));
    }

    @Override
    public Job stop(String vmId) throws ServerFault {
        return power(vmId, "stop", Vm.Power.STOPPED);
    }

    @Override
    public Job start(String vmId) throws ServerFault {
        return power(vmId, "start", Vm.Power.RUNNING);
    }

    /** What a second stop answers is not known, so a VM that is as it should be is not told again. */
    private Job power(String vmId, String action, Vm.Power wanted) throws ServerFault {
        boolean isSo = hosts.one(vmId).filter(vm -> vm.power() == wanted).isPresent();
        return isSo ? Job.done(vmId) : post(vmId, action, "host_" + action, NOTHING);
    }

    @Override
    public Job restart(String vmId) throws ServerFault {
        return post(vmId, "restart", "host_restart", NOTHING);
    }

    @Override
    public Job password(String vmId, String password) throws ServerFault {
        var body = Json.createObjectBuilder().add("password", password).build();
        return post(vmId, "password", UNNAMED, body);
    }

    @Override
    public Job reinstall(String vmId, String image, String password) throws ServerFault {
        var cluster =
                existing(vmId).child("cluster").map(one -> one.textOf("id")).orElse("");
        long os = orders.os(image, cluster.matches("\\d{1,18}") ? Long.parseLong(cluster) : 0, vmId);
        var body = Json.createObjectBuilder()
                .add("os", os)
                .add("password", password)
                .build();
        return post(vmId, "reinstall", "host_reinstall", body);
    }

    @Override
    public Job delete(String vmId) throws ServerFault {
        if (hosts.one(vmId).isEmpty()) {
            return Job.done(vmId);
        }
        var reply = calls.call(new Request("host", vmId, "DELETE", Hosts.path(vmId), null));
        return new Job(vmId, Tasks.of("host_delete", reply));
    }

    private Element existing(String vmId) throws ServerFault {
        return hosts.row(vmId)
                .orElseThrow(() -> new ServerFault(Problem.of("vm.lost", server.name(), vmId, "host"), false));
    }

    private Job post(String vmId, String action, String task, JsonObject body) throws ServerFault {
        var path = Hosts.path(vmId) + "/" + action;
        return new Job(vmId, Tasks.of(task, calls.call(new Request("host/" + action, vmId, "POST", path, body))));
    }
}
