package org.vimeter.dailyrun;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Row;
import org.vimeter.db.Session;
import org.vimeter.money.Money;
import org.vimeter.vm.Vm;

/**
 * A service as a run needs it.
 *
 * @param funds balance plus credit limit before the run
 * @param suspendable its account is suspended without funds, and is not yet
 * @param limited a limit stops it already
 */
record BilledService(
        long id,
        long accountId,
        long packageId,
        String vmId,
        String vmName,
        LocalDate firstDay,
        long clientLedgerAccount,
        Money funds,
        boolean suspendable,
        boolean limited,
        Vm.@Nullable Power seen,
        @Nullable Integer cpus) {

    /** Where a walk stands: services come by account, so that an account's debits can be added up on the way. */
    record Position(long accountId, long serviceId) {
        static final Position START = new Position(0, 0);

        static Position after(BilledService service) {
            return new Position(service.accountId, service.id);
        }
    }

    static List<BilledService> next(Session session, long serverId, LocalDate day, Position position, int size)
            throws SQLException {
        return session.list(
                """
                select s.*, l.id as ledger_id, l.currency, l.amount + a.credit_limit as funds, v.state, v.cpus,
                        a.no_funds = 'SUSPEND' and u.funds is null as suspendable, u.limits is not null as limited
                    from (select * from service where server_id = ? and (account_id, id) > (?, ?)
                            and first_day <= ? and (last_day is null or last_day >= ?)
                            order by account_id, id limit ?) s
                        cross join lateral (select * from account where id = s.account_id limit 1) a
                        cross join lateral (select c.id, c.currency, b.amount from ledger_account c
                            join balance b on b.ledger_account_id = c.id
                            where c.kind = 'CLIENT' and c.account_id = s.account_id and c.currency = a.currency limit 1) l
                        left join vm_state v on v.service_id = s.id
                        left join (select service_id, max(id) filter (where cause = 'FUNDS') as funds,
                                max(id) filter (where cause = 'LIMIT') as limits
                            from suspension where lifted_at is null group by service_id) u on u.service_id = s.id
                    order by s.account_id, s.id
                """, BilledService::from, serverId, position.accountId(), position.serviceId(), day, day, size);
    }

    private static BilledService from(Row row) throws SQLException {
        var state = row.textOrNull("state");
        var cpus = row.numberOrNull("cpus");
        return new BilledService(
                row.number("id"),
                row.number("account_id"),
                row.number("package_id"),
                row.text("vm_id"),
                row.text("vm_name"),
                row.day("first_day"),
                row.number("ledger_id"),
                row.money("funds", "currency"),
                row.flag("suspendable"),
                row.flag("limited"),
                state == null ? null : Vm.Power.valueOf(state),
                cpus == null ? null : cpus.intValue());
    }
}
