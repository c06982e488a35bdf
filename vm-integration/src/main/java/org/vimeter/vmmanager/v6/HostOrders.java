package org.vimeter.vmmanager.v6;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.vimeter.problem.Problem;
import org.vimeter.vm.Job;
import org.vimeter.vm.NewVm;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;
import org.vimeter.vmmanager.v6.VmManager6Calls.Request;
import org.vimeter.vmmanager.v6.VmManager6Settings.HostSettings;
import org.vimeter.vmmanager.wire.Element;
import org.vimeter.vmmanager.wire.Resources;

/** Creates VMs. */
final class HostOrders {
    /** What a template sets, and must be left out beside it. */
    private static final List<String> OF_PRESET = List.of("cpu_number", "ram_mib", "hdd_mib");

    private final ServerConnection server;
    private final HostSettings settings;
    private final VmManager6Calls calls;
    private final Hosts hosts;

    HostOrders(ServerConnection server, HostSettings settings, VmManager6Calls calls, Hosts hosts) {
        this.server = server;
        this.settings = settings;
        this.calls = calls;
        this.hosts = hosts;
    }

    Job create(NewVm wanted) throws ServerFault {
        var made = hosts.named(wanted.name());
        if (made.size() > 1) {
            var ids = String.join(", ", made.stream().map(vm -> vm.id()).toList());
            throw new ServerFault(Problem.of("vm.twins", server.name(), wanted.name(), ids), false);
        }
        if (made.size() == 1) {
            return new Job(made.get(0).id(), Tasks.INSTALLATION);
        }
        var body = body(wanted);
        var reply = calls.call(new Request("host", wanted.name(), "POST", "/vm/v3/host", body.build()));
        var id = reply.textOf("id");
        if (id.isEmpty()) {
            throw new ServerFault(Problem.of("vm.not-made", server.name(), wanted.name()), false);
        }
        return new Job(id, Tasks.of("host_create", reply));
    }

    private JsonObjectBuilder body(NewVm wanted) throws ServerFault {
        long cluster = cluster(wanted);
        var body = Json.createObjectBuilder()
                .add("name", wanted.name())
                .add("account", account(wanted.ownerId()))
                .add("cluster", cluster)
                .add("os", os(wanted.image(), cluster, wanted.name()))
                .add("password", wanted.password())
                .add("domain", wanted.domain());
        fill(body, wanted);
        if (wanted.ipv4() > 0) {
            body.add("ipv4_number", wanted.ipv4());
            addIds(body, "ipv4_pool", hosts.ids("ippool", settings.ipv4Pool()));
        }
        if (wanted.ipv6() > 0) {
            body.add("ipv6_enabled", true);
            addIds(body, "ipv6_pool", hosts.ids("ippool", settings.ipv6Pool()));
        }
        settings.fixed().forEach((name, value) -> addPlain(body, name, value));
        return body;
    }

    private long account(String ownerId) throws ServerFault {
        if (!ownerId.matches("\\d{1,18}")) {
            throw new ServerFault(Problem.of("server.no-id", server.name(), "account", "", ownerId), false);
        }
        return Long.parseLong(ownerId);
    }

    /** Either the template alone, or every figure: the server takes no template with figures beside it. */
    private void fill(JsonObjectBuilder body, NewVm wanted) throws ServerFault {
        var preset = chosen("preset", wanted.template(), wanted.name());
        var fields = new LinkedHashMap<>(Resources.fields(server, wanted.resources()));
        boolean own = fields.keySet().stream().anyMatch(OF_PRESET::contains);
        if (own) {
            for (var field : OF_PRESET) {
                fields.putIfAbsent(field, figure(preset, field, wanted));
            }
            for (var field : List.of("net_in_mbitps", "net_out_mbitps")) {
                fields.putIfAbsent(field, preset.textOf(field));
            }
        } else {
            body.add("preset", hosts.number("preset", preset));
        }
        addFigures(body, fields);
    }

    private String figure(Element preset, String field, NewVm wanted) throws ServerFault {
        var figure = preset.textOf(field);
        if (!figure.matches("\\d{1,18}")) {
            throw new ServerFault(
                    Problem.of("server.no-figure", server.name(), wanted.name(), wanted.template(), field), false);
        }
        return figure;
    }

    static void addFigures(JsonObjectBuilder body, Map<String, String> fields) {
        fields.forEach((field, figure) -> {
            if (figure.matches("\\d{1,18}")) {
                body.add(field, Long.parseLong(figure));
            }
        });
    }

    private static void addPlain(JsonObjectBuilder body, String name, String value) {
        if (value.equals("true") || value.equals("false")) {
            body.add(name, Boolean.parseBoolean(value));
        } else if (value.matches("-?\\d{1,15}")) {
            body.add(name, Long.parseLong(value));
        } else {
            body.add(name, value);
        }
    }

    static void addIds(JsonObjectBuilder body, String name, Collection<Long> ids) {
        if (!ids.isEmpty()) {
            JsonArrayBuilder array = Json.createArrayBuilder();
            ids.forEach(array::add);
            body.add(name, array);
        }
    }

    /** The one of the settings; without one, the only one that there is. */
    private long cluster(NewVm wanted) throws ServerFault {
        var name = settings.cluster();
        if (!name.isEmpty()) {
            return hosts.number("cluster", chosen("cluster", name, wanted.name()));
        }
        var all = hosts.catalogue("cluster");
        if (all.size() != 1) {
            var names = all.stream().map(one -> one.textOf("name")).collect(Collectors.joining(", "));
            throw new ServerFault(Problem.of("server.no-cluster", server.name(), wanted.name(), names), false);
        }
        return hosts.number("cluster", all.get(0));
    }

    private Element chosen(String list, String name, String vm) throws ServerFault {
        return hosts.catalogue(list).stream()
                .filter(row -> row.textOf("name").equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new ServerFault(Problem.of("server.no-entry", server.name(), vm, list, name), false));
    }

    /** Images of one name may be there for several clusters. */
    long os(String image, long cluster, String vm) throws ServerFault {
        for (var row : hosts.catalogue("os")) {
            if (row.textOf("name").equals(image) && isFor(row, cluster)) {
                return hosts.number("os", row);
            }
        }
        throw new ServerFault(Problem.of("server.no-entry", server.name(), vm, "os", image), false);
    }

    private static boolean isFor(Element os, long cluster) {
        var clusters = os.all("clusters");
        var id = Long.toString(cluster);
        return clusters.isEmpty()
                || cluster == 0
                || clusters.stream()
                        .anyMatch(
                                one -> one.text().equals(id) || one.textOf("id").equals(id));
    }
}
