package org.vimeter.order;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Db;
import org.vimeter.db.Session;
import org.vimeter.input.Texts;
import org.vimeter.offer.BillingPeriod;
import org.vimeter.order.OrderWriter.Existing;
import org.vimeter.problem.Refused;
import org.vimeter.recurring.Cycle;

/** Takes orders that end a service. */
public final class EndService {
    private static final int LONGEST_NOTE = 300;

    private enum When {
        NOW,
        /** When what is paid is used up. */
        PERIOD
    }

    private final Db db;
    private final Clock clock;

    public EndService(Db db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** The number of the order. At the period's end what is paid is used up; at once only staff give money back. */
    public OrderId end(ServiceRequest request, EndInput input) {
        return db.transaction(session -> {
            var key = "end/" + request.serviceId() + "/"
                    + (input.key == null ? UUID.randomUUID() : PlaceOrder.key(input.key));
            var before = before(session, request, input, key);
            return before.isPresent() ? before.get() : end(session, request, input, key);
        });
    }

    /** What came first under the key; refused when that is somebody else's, or something else. */
    private static Optional<OrderId> before(Session session, ServiceRequest request, EndInput input, String key)
            throws SQLException {
        var before = OrderWriter.byKey(session, key);
        if (before.isPresent()) {
            var order = Orders.find(session, before.get()).orElseThrow();
            if (!order.accountId().equals(request.requester().accountId())) {
                throw Refused.unknown("service.unknown", request.serviceId());
            }
            if (!(order instanceof Order.End end) || !isSame(end, input)) {
                throw Refused.conflict("order.key-taken", Texts.plain(input.key), before.get());
            }
        }
        return before;
    }

    private static boolean isSame(Order.End end, EndInput input) {
        return (when(input) == When.NOW) == (end.notBefore() == null) && input.refund == end.refund();
    }

    private static When when(EndInput input) {
        return Texts.constant(When.class, Texts.plain(input.when));
    }

    private OrderId end(Session session, ServiceRequest request, EndInput input, String key) throws SQLException {
        var present = ServiceSnapshot.of(session, clock, request.requester().accountId(), request.serviceId());
        ChangeService.requireNoOther(session, request.serviceId());
        var when = when(input);
        if (!request.isStaff()) {
            ChangeRules.requireNotHeld(
                    session, request.serviceId(), present.service().vmName());
        }
        if (input.refund && !request.isStaff()) {
            throw Refused.because("order.refund");
        }
        var note = Texts.plain(input.note);
        var shortened = note.length() > LONGEST_NOTE ? note.substring(0, LONGEST_NOTE) : note;
        @Nullable LocalDate notBefore = when == When.NOW ? null : periodEnd(present);
        var existing = new Existing(key, request.requester(), request.serviceId());
        return new OrderWriter(session, clock.instant()).end(existing, notBefore, input.refund, shortened);
    }

    /** The day after the last that is paid for; where nothing recurs, the first of the next month. */
    private static LocalDate periodEnd(ServiceSnapshot present) {
        var per = present.per();
        return Cycle.at(per == null ? BillingPeriod.MONTHLY : per, present.today())
                .next();
    }
}
