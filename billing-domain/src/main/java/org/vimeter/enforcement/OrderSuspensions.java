package org.vimeter.enforcement;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import org.vimeter.db.Session;
import org.vimeter.offer.PackageId;
import org.vimeter.service.ServiceId;

/** What orders do to suspensions: an end begins one, and what an order changes or takes back lifts some. */
public final class OrderSuspensions {
    private static final String ENDED = """
            insert into vm_state (service_id, state, observed_at, changed_at) values (?, 'GONE', ?, ?)
                on conflict (service_id) do update set state = 'GONE', observed_at = excluded.observed_at,
                    changed_at = excluded.changed_at
            """;

    private OrderSuspensions() {}

    /**
     * An order that ends a service.
     *
     * @param note why, for the client; may be empty
     */
    public record EndOrdered(
            ServiceId serviceId,
            long orderId,
            SuspensionCause cause,
            String orderedBy,
            String note,
            LocalDate today,
            Instant at) {}

    /** The VM of a service that is to end stands still, for whoever ordered it. */
    public static void end(Session session, EndOrdered end) throws SQLException {
        session.update(
                """
                insert into suspension (service_id, cause, day, since, started_by, note, order_id)
                    values (?, ?, ?, ?, ?, nullif(?, ''), ?)
                    on conflict (service_id, cause, coalesce(add_on_id, 0)) where lifted_at is null do nothing
                """, end.serviceId(), end.cause(), end.today(), end.at(), end.orderedBy(), end.note(), end.orderId());
    }

    /** An order that is taken back no longer stops its VM. */
    public static void takenBack(Session session, long orderId, String actor, Instant at) throws SQLException {
        session.update(
                "update suspension set lifted_at = ?, lift = 'PERSON', lifted_by = ? where order_id = ? and lifted_at is null",
                at,
                actor,
                orderId);
    }

    /** Limits of the package that a service had before stop it no longer. */
    public static void otherPackage(Session session, ServiceId serviceId, PackageId packageId, Instant at)
            throws SQLException {
        session.update("""
                update suspension u set lifted_at = ?, lift = 'PACKAGE' from add_ons a
                    where a.id = u.add_on_id and u.service_id = ? and u.lifted_at is null and a.package_id <> ?
                """, at, serviceId, packageId);
    }

    /** The VM is gone: nothing stops it, and nobody stops or starts it any more. */
    public static void ended(Session session, ServiceId serviceId, Instant at) throws SQLException {
        session.update(
                "update suspension set lifted_at = ?, lift = 'END' where service_id = ? and lifted_at is null",
                at,
                serviceId);
        session.update(
                "update power_intent set status = 'OBSOLETE' where id in (select id from open_intent where service_id = ?)",
                serviceId);
        session.update(ENDED, serviceId, at, at);
    }
}
