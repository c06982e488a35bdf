package org.vimeter.order;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Session;
import org.vimeter.offer.PackageId;
import org.vimeter.order.Order.Kind;
import org.vimeter.order.Order.Status;
import org.vimeter.recurring.Selection;
import org.vimeter.server.ServerId;
import org.vimeter.service.ServiceId;

/** Writes new orders. */
final class OrderWriter {
    private static final String QUANTITY = "insert into order_choice (order_id, add_on, quantity) values (?, ?, ?)";
    private static final String ELEMENT = "insert into order_choice (order_id, add_on, element) values (?, ?, ?)";
    private static final String NEW_CHANGE = """
            insert into service_order (key, kind, account_id, service_id, server_id, package_id, version_id, per, image, vm_id,
                    quoted, currency, status, step, step_since, next_at, ordered_by, by_staff, ordered_at)
                select ?, 'CHANGE', s.account_id, s.id, s.server_id, ?, ?, ?, s.image, s.vm_id, ?, ?, ?, ?, ?, ?, ?, ?, ?
                    from services s where s.id = ? returning id
            """;
    private static final String NEW_END = """
            insert into service_order (key, kind, account_id, service_id, server_id, package_id, vm_id, currency,
                    not_before, refund, note, status, step, step_since, next_at, ordered_by, by_staff, ordered_at)
                select ?, 'END', s.account_id, s.id, s.server_id, s.package_id, s.vm_id, a.currency, ?::date, ?, ?,
                        'OPEN', ?, ?, ?, ?, ?, ?
                    from services s join accounts a on a.id = s.account_id where s.id = ? returning id
            """;

    private static final String CREATE = """
            insert into service_order (key, kind, account_id, server_id, package_id, version_id, per, image, domain,
                    password_sealed, quoted, currency, status, step, step_since, next_at, ordered_by, by_staff, ordered_at)
                values (?, 'NEW', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
            """;

    private final Session session;
    private final Instant at;

    OrderWriter(Session session, Instant at) {
        this.session = session;
        this.at = at;
    }

    record NewService(
            String key,
            Requester requester,
            ServerId serverId,
            PackageId packageId,
            Quote quote,
            String image,
            String domain,
            String passwordSealed) {}

    /** @param serviceId an existing one */
    record Existing(String key, Requester requester, ServiceId serviceId) {}

    /** Where an order begins: at its first step, or waiting for money. */
    private record Begin(Status status, Step step) {
        static Begin of(Kind kind, boolean paid) {
            return paid ? new Begin(Status.OPEN, Transitions.first(kind)) : new Begin(Status.WAITING, Step.FUNDS);
        }
    }

    /** Whoever comes with the same key meanwhile waits until this transaction has ended, and then finds its order. */
    static Optional<OrderId> byKey(Session session, String key) throws SQLException {
        session.find("select 1 from pg_advisory_xact_lock(hashtextextended(?, 0))", row -> true, key);
        return session.find("select id from service_order where key = ?", row -> row.id("id", OrderId::new), key);
    }

    OrderId create(NewService order) throws SQLException {
        var quote = order.quote();
        var requester = order.requester();
        var begin = Begin.of(Kind.NEW, quote.missing().isZero());
        var id = session.one(
                CREATE,
                row -> row.id("id", OrderId::new),
                order.key(),
                requester.accountId(),
                order.serverId(),
                order.packageId(),
                quote.terms().version().id(),
                quote.per(),
                order.image(),
                order.domain(),
                order.passwordSealed(),
                quote.first().amount(),
                quote.first().currency(),
                begin.status(),
                begin.step(),
                at,
                at,
                requester.actor(),
                requester.isStaff(),
                at);
        return begun(id, begin, quote.choices(), requester);
    }

    OrderId change(Existing existing, PackageId packageId, Quote quote) throws SQLException {
        var begin = Begin.of(
                Kind.CHANGE, !quote.first().isPositive() || quote.missing().isZero());
        var id = session.one(
                NEW_CHANGE,
                row -> row.id("id", OrderId::new),
                existing.key(),
                packageId,
                quote.terms().version().id(),
                quote.per(),
                quote.first().amount(),
                quote.first().currency(),
                begin.status(),
                begin.step(),
                at,
                at,
                existing.requester().actor(),
                existing.requester().isStaff(),
                at,
                existing.serviceId());
        return begun(id, begin, quote.choices(), existing.requester());
    }

    /** @param notBefore null for at once */
    OrderId end(Existing existing, @Nullable LocalDate notBefore, boolean refund, String note) throws SQLException {
        var id = session.one(
                NEW_END,
                row -> row.id("id", OrderId::new),
                existing.key(),
                notBefore,
                refund,
                note,
                Transitions.first(Kind.END),
                at,
                at,
                existing.requester().actor(),
                existing.requester().isStaff(),
                at,
                existing.serviceId());
        return begun(id, Begin.of(Kind.END, true), Selection.NONE, existing.requester());
    }

    private OrderId begun(OrderId id, Begin begin, Selection choices, Requester requester) throws SQLException {
        choose(id, choices);
        Orders.recordEvent(session, id, begin.step(), requester.actor(), null, at);
        return id;
    }

    private void choose(OrderId orderId, Selection choices) throws SQLException {
        for (var quantity : choices.quantities().entrySet()) {
            session.update(QUANTITY, orderId, quantity.getKey(), quantity.getValue());
        }
        for (var element : choices.elements().entrySet()) {
            session.update(ELEMENT, orderId, element.getKey(), element.getValue());
        }
    }
}
