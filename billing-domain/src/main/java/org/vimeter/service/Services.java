package org.vimeter.service;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.account.AccountId;
import org.vimeter.db.Row;
import org.vimeter.db.Session;
import org.vimeter.offer.BillingPeriod;
import org.vimeter.offer.PackageId;
import org.vimeter.problem.Refused;

/** Finds services, and writes what there is of one: its beginning, what it has from which day on, its limits, its end. */
public final class Services {
    private static final String LOCK = Service.SELECT + " where s.id = ? and s.account_id = ? for update of s";
    private static final String FIRST_CONFIG = """
            insert into service_config (service_id, from_day, package_id, written_at)
                select id, first_day, package_id, ? from service s where id = ?
                    and not exists (select 1 from service_config where service_id = s.id)
            """;
    private static final String SWITCH = """
            update service set switched = switched or package_id <> ?, package_id = ?, addresses = ?,
                    renews_on = coalesce(renews_on, ?::date)
                where id = ?
            """;
    private static final String BEGIN = """
            insert into service (account_id, package_id, server_id, vm_id, vm_name, first_day, renews_on, domain, image, addresses)
                values (?, ?, ?, ?, ?, ?, ?::date, ?, ?, ?) returning id
            """;

    private static final String CONFIG = """
            insert into service_config (service_id, from_day, package_id, per, order_id, written_at)
                values (?, ?, ?, ?, ?::bigint, ?)
            """;

    private Services() {}

    public static Optional<Service> find(Session session, ServiceId id) throws SQLException {
        return session.find(Service.SELECT + " where s.id = ?", Service::from, id);
    }

    /** One that has not ended; refused when there is none. */
    public static Service living(Session session, ServiceId id) throws SQLException {
        return find(session, id)
                .filter(service -> service.lastDay() == null)
                .orElseThrow(() -> Refused.unknown("service.unknown", id));
    }

    /** An account's own that has not ended, until the transaction is over; refused in words when it has, or is not the account's. */
    public static Service lock(Session session, AccountId accountId, ServiceId id) throws SQLException {
        var service = session.find(LOCK, Service::from, id, accountId)
                .orElseThrow(() -> Refused.unknown("service.unknown", id));
        var ended = service.lastDay();
        if (ended != null) {
            throw Refused.because("service.ended", service.vmName(), ended);
        }
        return service;
    }

    /** Whoever wants something of the service at the same moment waits for the end of the transaction. */
    public static void hold(Session session, ServiceId id) throws SQLException {
        session.find("select 1 from service where id = ? for update", row -> true, id);
    }

    /** The name of the VM's live service, if somebody has one. */
    public static Optional<String> billing(Session session, long serverId, String vmId) throws SQLException {
        return session.find(
                "select vm_name from service where server_id = ? and vm_id = ? and last_day is null",
                row -> row.text("vm_name"),
                serverId,
                vmId);
    }

    /**
     * What a service has from a day on.
     *
     * @param per the periods of what recurs; null for usage alone
     * @param orderId whose choices it has; null for none
     */
    public record Config(
            LocalDate from,
            PackageId packageId,
            @Nullable BillingPeriod per,
            @Nullable Long orderId) {}

    /**
     * Begins a service on a VM.
     *
     * @param orderId whose choices it has; null for none
     * @param renewsOn from when on the renewals charge what recurs; null when nothing does
     */
    public static ServiceId begin(
            Session session, NewService service, @Nullable Long orderId, @Nullable LocalDate renewsOn, Instant at)
            throws SQLException {
        var made = service.made();
        var id = session.one(
                BEGIN,
                row -> row.id("id", ServiceId::new),
                service.accountId(),
                service.packageId(),
                service.serverId(),
                service.vm().id(),
                service.vm().name(),
                service.firstDay(),
                renewsOn,
                made.domain(),
                made.image(),
                made.addresses());
        write(session, id, new Config(service.firstDay(), service.packageId(), service.per(), orderId), at);
        return id;
    }

    /** From a day on the service has what the configuration says; one that never had any gets that of its beginning first. */
    public static void switchTo(
            Session session, ServiceId id, Config config, LocalDate renewsOn, String addresses, Instant at)
            throws SQLException {
        session.update(FIRST_CONFIG, at, id);
        write(session, id, config, at);
        session.update(SWITCH, config.packageId(), config.packageId(), addresses, renewsOn, id);
    }

    /** Today is the last billed day, or the first when it has not come yet. */
    public static void end(Session session, ServiceId id, LocalDate today, boolean refund) throws SQLException {
        session.update(
                "update service set last_day = greatest(first_day, ?::date), refund = ?, renews_on = null where id = ?",
                today,
                refund,
                id);
    }

    /** @return whether the period that begins on a day was still to come, and is now begun by whoever asked */
    public static boolean renew(Session session, ServiceId id, LocalDate on, LocalDate next) throws SQLException {
        return session.update(
                        "update service set renews_on = ? where id = ? and renews_on = ? and last_day is null",
                        next,
                        id,
                        on)
                == 1;
    }

    public static void rename(Session session, ServiceId id, String vmName) throws SQLException {
        session.update("update service set vm_name = ? where id = ?", vmName, id);
    }

    /**
     * A limit that staff set.
     *
     * @param quantity in base units
     * @param to the last day that it holds; null for good
     */
    public record SetLimit(
            ServiceId serviceId,
            long addOnId,
            long quantity,
            LocalDate from,
            @Nullable LocalDate to) {
        static SetLimit from(Row row) throws SQLException {
            return new SetLimit(
                    row.id("service_id", ServiceId::new),
                    row.number("add_on_id"),
                    row.number("limit_quantity"),
                    row.day("from_day"),
                    row.dayOrNull("to_day"));
        }

        boolean holds(long addOn, LocalDate start) {
            return addOn == addOnId && !from.isAfter(start) && (to == null || !to.isBefore(start));
        }
    }

    public static void limit(Session session, SetLimit limit, String note, String by, Instant at) throws SQLException {
        session.update(
                """
                insert into service_limit (service_id, add_on_id, limit_quantity, from_day, to_day, note, set_by, set_at)
                    values (?, ?, ?, ?, ?::date, ?, ?, ?)
                """, limit.serviceId(), limit.addOnId(), limit.quantity(), limit.from(), limit.to(), note, by, at);
    }

    /** Oldest first; of several of one day, the last holds. */
    public static List<Config> configs(Session session, ServiceId id) throws SQLException {
        return session.list(
                "select * from service_config where service_id = ? order by id",
                row -> new Config(
                        row.day("from_day"),
                        row.id("package_id", PackageId::new),
                        row.textOrNull("per") == null ? null : row.constant("per", BillingPeriod.class),
                        row.numberOrNull("order_id")),
                id);
    }

    private static void write(Session session, ServiceId id, Config config, Instant at) throws SQLException {
        session.update(CONFIG, id, config.from(), config.packageId(), config.per(), config.orderId(), at);
    }
}
