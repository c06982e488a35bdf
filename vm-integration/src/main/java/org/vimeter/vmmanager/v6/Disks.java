package org.vimeter.vmmanager.v6;

import jakarta.json.Json;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.problem.Problem;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;
import org.vimeter.vmmanager.v6.VmManager6Calls.Request;
import org.vimeter.vmmanager.wire.Element;
import org.vimeter.vmmanager.wire.Resources;

/** A VM's disk, which is resized by a call of its own, and has another name than the disk of an order. */
final class Disks {
    static final String RESOURCE = "disc";

    private final ServerConnection server;

    Disks(ServerConnection server) {
        this.server = server;
    }

    /** The call that makes the disk grow; null when it is as large as it should be. */
    @Nullable
    Request resize(String vmId, Element row, Map<String, Long> resources) throws ServerFault {
        var wanted = resources.containsKey(RESOURCE)
                ? Resources.fields(server, Map.of(RESOURCE, resources.get(RESOURCE))).values().stream()
                        .findFirst()
                : Optional.<String>empty();
        var now = sizeOf(row);
        if (wanted.isEmpty() || wanted.get().equals(now)) {
            return null;
        }
        if (!now.matches("\\d{1,15}") || Long.parseLong(wanted.get()) < Long.parseLong(now)) {
            throw new ServerFault(
                    Problem.of("resize.fixed", server.name(), vmId, "disk_mib", now, wanted.get()), false);
        }
        var id = row.child("disk").map(one -> one.textOf("id")).orElse("");
        var body = Json.createObjectBuilder().add("size_mib", Long.parseLong(wanted.get()));
        return new Request("disk", vmId, "POST", "/vm/v3/disk/" + number(id, vmId), body.build());
    }

    static String sizeOf(Element row) {
        return row.child("disk").map(one -> one.textOf("disk_mib")).orElse("");
    }

    private String number(String disk, String vmId) throws ServerFault {
        if (!disk.matches("\\d{1,18}")) {
            throw new ServerFault(Problem.of("server.no-id", server.name(), "disk", vmId, disk), false);
        }
        return disk;
    }
}
