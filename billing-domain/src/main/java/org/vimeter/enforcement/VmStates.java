package org.vimeter.enforcement;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Rows;
import org.vimeter.db.Session;
import org.vimeter.vm.Vm;
import org.vimeter.vm.VmList;

/** What servers last said of VMs. */
public final class VmStates {
    private static final String WRITE = """
            insert into vm_state as v (service_id, state, cpus, observed_at, changed_at)
                select n.service_id, n.state, n.cpus, ?, ?
                    from @rows
                on conflict (service_id) do update
                    set state = excluded.state,
                        changed_at = case when v.state = excluded.state then v.changed_at else excluded.changed_at end, cpus = coalesce(excluded.cpus, v.cpus), observed_at = excluded.observed_at
            """;

    private VmStates() {}

    public record VmObservation(
            long serviceId, Vm.Power state, @Nullable Integer cpus) {
        /** What a server lists of a service's VM. Nothing is known of one that bears another name now: it may not be ours. */
        public static VmObservation of(long serviceId, String vmId, String vmName, VmList vms) {
            var listed = vms.find(vmId);
            return vms.find(vmId, vmName)
                    .map(vm -> new VmObservation(serviceId, vm.power(), vm.cpus()))
                    .orElse(new VmObservation(serviceId, listed.isPresent() ? Vm.Power.UNKNOWN : Vm.Power.GONE, null));
        }

        /** Whether it says more, or something else, than was known. */
        public boolean differsFrom(Vm.@Nullable Power known, @Nullable Integer knownCpus) {
            return state != known || (cpus != null && !cpus.equals(knownCpus));
        }
    }

    public static void write(Session session, List<VmObservation> seen, Instant at) throws SQLException {
        if (seen.isEmpty()) {
            return;
        }
        var rows = Rows.of(seen)
                .number("service_id", VmObservation::serviceId)
                .text("state", VmObservation::state)
                .integer("cpus", VmObservation::cpus);
        session.update(WRITE, at, at, rows);
    }
}
