package org.vimeter.vmmanager.core;

import java.util.LinkedHashMap;
import java.util.Map;
import org.vimeter.problem.Problem;
import org.vimeter.vm.NewVm;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.Vm;
import org.vimeter.vmmanager.wire.Element;
import org.vimeter.vmmanager.wire.Resources;

/** Creates VMs, and installs them again. */
final class Orders {
    private final ServerConnection server;
    private final CoreManagerSettings settings;
    private final CoreManagerCalls calls;
    private final Lists lists;

    Orders(ServerConnection server, CoreManagerSettings settings, CoreManagerCalls calls, Lists lists) {
        this.server = server;
        this.settings = settings;
        this.calls = calls;
        this.lists = lists;
    }

    /** The id of the VM of that name, made now or at an earlier try. */
    String create(NewVm wanted) throws ServerFault {
        var before = find(wanted.name());
        if (!before.isEmpty()) {
            return before;
        }
        var reply = calls.ask("vm.edit", wanted.name(), parameters(wanted), "exists");
        if (reply.isError("exists")) {
            var made = find(wanted.name());
            return made.isEmpty() ? id(reply.orThrow(server)) : made;
        }
        var id = id(reply.root());
        return id.isEmpty() ? found(wanted.name()) : id;
    }

    private String found(String name) throws ServerFault {
        var id = find(name);
        if (id.isEmpty()) {
            throw new ServerFault(Problem.of("vm.not-made", server.name(), name), false);
        }
        return id;
    }

    /** Empty without one; two of a name are nobody's to choose from but a person's. */
    private String find(String name) throws ServerFault {
        var found = lists.vms().stream().filter(vm -> vm.name().equals(name)).toList();
        if (found.size() > 1) {
            var ids = String.join(", ", found.stream().map(Vm::id).toList());
            throw new ServerFault(Problem.of("vm.twins", server.name(), name, ids), false);
        }
        return found.isEmpty() ? "" : found.get(0).id();
    }

    private static String id(Element reply) {
        return reply.textOf("id").isEmpty() ? reply.textOf("elid") : reply.textOf("id");
    }

    private Map<String, String> parameters(NewVm wanted) throws ServerFault {
        var preset = lists.id(settings.presets(), wanted.template())
                .orElseThrow(() -> new ServerFault(
                        Problem.of("server.no-template", server.name(), wanted.name(), wanted.template()), false));
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("sok", "ok");
        parameters.put("name", wanted.name());
        parameters.put("domain", wanted.domain());
        parameters.put("user", wanted.ownerId());
        parameters.put("preset", preset);
        parameters.putAll(ofPreset(preset));
        parameters.putAll(Resources.fields(server, wanted.resources()));
        parameters.put(settings.orders().imageField(), settings.orders().image(wanted.image()));
        parameters.put("family", wanted.ipv4() > 0 ? "ipv4" : "ipv6");
        parameters.put("password", wanted.password());
        parameters.put("confirm", wanted.password());
        parameters.putAll(settings.orders().fixed());
        return parameters;
    }

    /** What a template says goes along, as the server's own client sends it; without fields to send it is not read. */
    private Map<String, String> ofPreset(String preset) throws ServerFault {
        if (settings.orders().presetFields().isEmpty()) {
            return Map.of();
        }
        var form = calls.call(settings.presets().edit(), "", Map.of("elid", preset));
        var values = new LinkedHashMap<String, String>();
        settings.orders().presetFields().stream()
                .filter(field -> !form.textOf(field).isEmpty())
                .forEach(field -> values.put(field, form.textOf(field)));
        return values;
    }

    Map<String, String> reinstallation(String vmId, String image, String password) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("elid", vmId);
        parameters.put("sok", "ok");
        var words = settings.orders();
        parameters.put(words.imageField(), words.image(image));
        if (!words.shortName().isEmpty()) {
            parameters.put(words.shortName(), image.replaceFirst("^.*?__", ""));
        }
        parameters.put("new_password", "on");
        parameters.put("password", password);
        parameters.put("confirm", password);
        parameters.put("recipe", "null");
        return parameters;
    }
}
