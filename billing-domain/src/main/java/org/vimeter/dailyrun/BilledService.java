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
                select s.*, l.id as ledger_id, l.currency, b.amount + a.credit_limit as funds, v.state, v.cpus,
                        a.no_funds = 'SUSPEND' and not exists (select 1 from suspension u
                            where u.service_id = s.id and u.cause = 'FUNDS' and u.lifted_at is null) as suspendable,
                        exists (select 1 from suspension u
                            where u.service_id = s.id and u.cause = 'LIMIT' and u.lifted_at is null) as limited
                    from service s join account a on a.id = s.account_id
                        join ledger_account l on l.kind = 'CLIENT' and l.account_id = a.id and l.currency = a.currency
                        join balance b on b.ledger_account_id = l.id
                        left join vm_state v on v.service_id = s.id
                    where s.server_id = ? and (s.account_id, s.id) > (?, ?)
                        and s.first_day <= ? and (s.last_day is null or s.last_day >= ?)
                    order by s.account_id, s.id limit ?
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
