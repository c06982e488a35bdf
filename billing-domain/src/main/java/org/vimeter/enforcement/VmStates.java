package org.vimeter.enforcement;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
            var vm = vms.find(vmId);
            if (vm.isEmpty()) {
                return new VmObservation(serviceId, Vm.Power.GONE, null);
            }
            return vm.get().isNamed(vmName)
                    ? new VmObservation(serviceId, vm.get().power(), vm.get().cpus())
                    : new VmObservation(serviceId, Vm.Power.UNKNOWN, null);
        }

        /** Empty when it says no more than was known. */
        public Optional<VmObservation> unless(Vm.@Nullable Power known, @Nullable Integer knownCpus) {
            boolean differs = state != known || (cpus != null && !cpus.equals(knownCpus));
            return differs ? Optional.of(this) : Optional.empty();
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
