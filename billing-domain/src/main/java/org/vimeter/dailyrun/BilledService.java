package org.vimeter.dailyrun;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Row;
import org.vimeter.db.Session;
import org.vimeter.enforcement.VmStates.VmObservation;
import org.vimeter.service.Service;
import org.vimeter.vm.Vm;
import org.vimeter.vm.VmList;

/**
 * A service as a run needs it.
 *
 * @param limited a limit stops it already
 * @param fundsHeld staff let it run for a while, also without funds
 */
record BilledService(
        Service service,
        boolean limited,
        boolean fundsHeld,
        Vm.@Nullable Power seen,
        @Nullable Integer cpus) {
    private static final String NEXT = """
            select s.*, a.currency, n.zone, v.state, v.cpus, exists (select 1 from suspensions u
                        where u.service_id = s.id and u.cause = 'LIMIT' and u.lifted_at is null) as limited,
                    exists (select 1 from suspensions h where h.service_id = s.id and h.cause = 'FUNDS'
                        and h.hold_until > ?::date + 1) as held
                from (select * from services where server_id = ? and (account_id, id) > (?, ?)
                        and first_day <= ? and (last_day is null or last_day >= ?)
                        order by account_id, id limit ?) s
                    join accounts a on a.id = s.account_id
                    join servers n on n.id = s.server_id
                    left join lateral (select * from vm_states where service_id = s.id limit 1) v on true
                order by s.account_id, s.id
            """;

    long id() {
        return service.id().value();
    }

    /** What the server says of its VM that was not known. */
    Optional<VmObservation> news(VmList vms) {
        return VmObservation.of(id(), service.vmId(), service.vmName(), vms).unless(seen, cpus);
    }

    boolean hasEnded() {
        return service.lastDay() != null;
    }

    /** Where a walk stands: services come by account, so that an account's debits can be added up on the way. */
    record Position(long accountId, long serviceId) {
        static final Position START = new Position(0, 0);

        static Position after(BilledService service) {
            return new Position(service.service.accountId().value(), service.id());
        }
    }

    static List<BilledService> next(Session session, long serverId, LocalDate day, Position position, int size)
            throws SQLException {
        return session.list(
                NEXT, BilledService::from, day, serverId, position.accountId(), position.serviceId(), day, day, size);
    }

    private static BilledService from(Row row) throws SQLException {
        return new BilledService(
                Service.from(row),
                row.flag("limited"),
                row.flag("held"),
                row.constantOrNull("state", Vm.Power.class),
                row.integerOrNull("cpus"));
    }
}
