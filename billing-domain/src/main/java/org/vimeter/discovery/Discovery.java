package org.vimeter.discovery;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Db;
import org.vimeter.db.Row;
import org.vimeter.problem.Problem;
import org.vimeter.server.Connections;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.Vm;
import org.vimeter.vm.VmList;

/** Compares what a server lists at this moment with what is billed there. */
public final class Discovery {
    private static final String COMPARE = """
            select s.id, s.account_id, a.name, s.vm_id, s.vm_name from services s join accounts a on a.id = s.account_id
                where s.server_id = ? and s.last_day is null order by s.vm_name
            """;

    private static final int MOST = 100;

    private final Db db;
    private final Connections connections;

    public Discovery(Db db, Connections connections) {
        this.db = db;
        this.connections = connections;
    }

    /** @param now what the server calls the VM; empty when it is gone */
    public record Odd(long serviceId, long accountId, String accountName, String vmId, String vmName, String now) {}

    /**
     * @param unknown VMs of no service, at most a hundred
     * @param unknownInAll how many there are
     * @param problem why nothing could be compared; an empty list proves nothing
     */
    public record Found(
            List<Vm> unknown,
            int unknownInAll,
            List<Odd> gone,
            List<Odd> renamed,
            @Nullable Problem problem) {}

    private record BilledVm(long id, long accountId, String accountName, String vmId, String vmName) {
        static BilledVm from(Row row) throws SQLException {
            return new BilledVm(
                    row.number("id"),
                    row.number("account_id"),
                    row.text("name"),
                    row.text("vm_id"),
                    row.text("vm_name"));
        }
    }

    public Found on(long serverId) {
        var connection = connections.of(serverId);
        try {
            var vms = connections.connect(connection).vms();
            return vms.isEmpty() ? nothing(Problem.of("list.empty", connection.name())) : compare(serverId, vms);
        } catch (ServerFault fault) {
            return nothing(fault.problem());
        }
    }

    private static Found nothing(Problem problem) {
        return new Found(List.of(), 0, List.of(), List.of(), problem);
    }

    private Found compare(long serverId, VmList vms) {
        var services = db.list(COMPARE, BilledVm::from, serverId);
        var gone = new ArrayList<Odd>();
        var renamed = new ArrayList<Odd>();
        for (var service : services) {
            var vm = vms.find(service.vmId());
            if (vm.isEmpty()) {
                gone.add(odd(service, ""));
            } else if (!vm.get().isNamed(service.vmName())) {
                renamed.add(odd(service, vm.get().name()));
            }
        }
        var unknown = unknown(
                serverId, vms, services.stream().map(BilledVm::vmId).collect(Collectors.toCollection(HashSet::new)));
        return new Found(unknown.stream().limit(MOST).toList(), unknown.size(), gone, renamed, null);
    }

    /** Neither of a service, nor just being made or changed by an order. */
    private List<Vm> unknown(long serverId, VmList vms, Set<String> ours) {
        var named = new HashSet<String>();
        beingMade(serverId, ours, named);
        return vms.some(Integer.MAX_VALUE).stream()
                .filter(vm -> !ours.contains(vm.id()) && !named.contains(vm.name()))
                .toList();
    }

    private void beingMade(long serverId, Set<String> ids, Set<String> names) {
        for (var order : db.list(
                "select coalesce(vm_id, '') as vm_id, coalesce(vm_name, '') as vm_name from order_at_work where server_id = ?",
                row -> new Vm(row.text("vm_id"), row.text("vm_name"), Vm.Power.UNKNOWN, null),
                serverId)) {
            ids.add(order.id());
            names.add(order.name());
        }
    }

    private static Odd odd(BilledVm service, String now) {
        return new Odd(service.id(), service.accountId(), service.accountName(), service.vmId(), service.vmName(), now);
    }
}
