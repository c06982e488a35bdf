package org.vimeter.order;

import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.vimeter.db.Db;
import org.vimeter.db.Session;
import org.vimeter.input.Fields;
import org.vimeter.input.Texts;
import org.vimeter.offer.BillingPeriod;
import org.vimeter.offer.PackageId;
import org.vimeter.offer.Rule;
import org.vimeter.order.OrderWriter.Existing;
import org.vimeter.problem.Faults;
import org.vimeter.problem.Refused;
import org.vimeter.recurring.Subscriptions.Terms;
import org.vimeter.service.ServiceId;
import org.vimeter.service.Services;

/** Takes orders that change a service. */
public final class ChangeService {
    private static final int LONGEST_MONTH = 31;

    private final Db db;
    private final Clock clock;

    public ChangeService(Db db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * What a change comes to.
     *
     * @param settlements of a change of package
     */
    public record Draft(String vmName, Quote quote, List<Settlement> settlements, boolean changes, Faults faults) {}

    public Draft draft(ServiceRequest request, OrderInput input) {
        return db.rehearse(session -> draft(session, request, input));
    }

    private Draft draft(Session session, ServiceRequest request, OrderInput input) throws SQLException {
        var available = Funds.lock(session, request.requester().accountId());
        var present = ServiceSnapshot.of(session, clock, request.requester().accountId(), request.serviceId());
        var service = present.service();
        var fields = new Fields(new Faults());
        boolean other = isOther(input, present);
        var terms = other ? other(session, present, new PackageId(input.servicePackage)) : present.terms();
        var rules = new OrderRules(terms.offer(), fields);
        var per = per(present, terms, input, request.isStaff(), fields);
        var asked = rules.choices(carried(input, present, terms), service.image());
        if (other) {
            ChangeRules.requireFirstToday(session, present);
            ChangeRules.requireImage(present, terms, fields);
        }
        rules.requireAllowed(present.choices(), asked, request.isStaff());
        ChangeRules.requireNoLess(present, terms, asked, fields);
        PlaceOrder.requireRoom(session, rules, asked, service.serverId(), service.image());
        var booked = Quotes.booked(session, request.serviceId(), available.currency(), per, present.today());
        var quote = Quotes.change(terms, booked, asked, present.today(), available);
        var settlements =
                other ? Settlement.of(session, service, input.servicePackage, present.today()) : List.<Settlement>of();
        if (!request.isStaff()) {
            requireMonth(quote, fields);
        }
        boolean changes = other || !asked.equals(present.choices()) || per != present.per();
        return new Draft(service.vmName(), quote, settlements, changes, fields.faults);
    }

    /** Of a longer period nothing is given back without a person. */
    private static void requireMonth(Quote quote, Fields fields) {
        if (quote.first().isNegative() && quote.cycle().days() > LONGEST_MONTH) {
            fields.faults.add("quoted", "order.long-period", quote.first().negated());
        }
    }

    private static boolean isOther(OrderInput input, ServiceSnapshot present) {
        return input.servicePackage != 0
                && input.servicePackage != present.service().packageId().value();
    }

    /** A package that is on sale on the service's server. */
    private Terms other(Session session, ServiceSnapshot present, PackageId packageId) throws SQLException {
        var terms = Quotes.onSale(session, packageId, present.service().currency(), present.today());
        if (!terms.offer().servers().contains(present.service().serverId().value())) {
            throw Refused.because(
                    "order.other-server",
                    present.service().vmName(),
                    terms.version().name());
        }
        return terms;
    }

    private static BillingPeriod per(
            ServiceSnapshot present, Terms terms, OrderInput input, boolean isStaff, Fields fields) {
        var sold = Quotes.periods(terms, present.service().currency());
        var per = present.per() == null && isStaff ? chosen(sold, input, fields) : present.per();
        if (per == null) {
            throw Refused.because("order.no-period", present.service().vmName());
        }
        if (!sold.contains(per)) {
            fields.faults.add("per", "order.period", per);
        }
        return per;
    }

    private static BillingPeriod chosen(List<BillingPeriod> sold, OrderInput input, Fields fields) {
        return Texts.plain(input.per).isEmpty() && !sold.isEmpty()
                ? sold.get(0)
                : fields.constant("per", BillingPeriod.class, input.per);
    }

    /** What was not written stays as it is, where the package has the same add-on. */
    private static OrderInput carried(OrderInput input, ServiceSnapshot present, Terms terms) {
        var carried = new OrderInput();
        carried.quantities.putAll(Fields.each(input.quantities));
        carried.elements.putAll(Fields.each(input.elements));
        carried.quantities.values().removeIf(text -> Texts.plain(text).isEmpty());
        present.choices()
                .quantities()
                .forEach((name, quantity) -> terms.offer()
                        .addOn(name)
                        .filter(addOn -> addOn.rule() == Rule.ON_ORDER)
                        .ifPresent(addOn -> carried.quantities.putIfAbsent(
                                name, addOn.unit().fromBase(quantity).toPlainString())));
        present.choices()
                .elements()
                .forEach((name, element) -> terms.offer()
                        .addOn(name)
                        .filter(addOn -> addOn.elements().stream()
                                .anyMatch(one -> one.name().equals(element)))
                        .ifPresent(addOn -> carried.elements.putIfAbsent(name, element)));
        return carried;
    }

    /** The number of the order. */
    public OrderId change(ServiceRequest request, OrderInput input) {
        return db.transaction(session -> {
            var key = "change/" + request.serviceId() + "/" + PlaceOrder.key(input.key);
            var before = OrderWriter.byKey(session, key);
            if (before.isPresent()) {
                SameOrder.require(session, before.get(), input);
                return before.get();
            }
            requireNoOther(session, request.serviceId());
            var draft = draft(session, request, input);
            var fields = new Fields(draft.faults());
            PlaceOrder.requireQuoted(fields, input, draft.quote().first());
            fields.faults.refuseIfAny();
            if (!draft.changes()) {
                throw Refused.because("order.no-change", draft.vmName());
            }
            var packageId = draft.quote().terms().version().packageId();
            var existing = new Existing(key, request.requester(), request.serviceId());
            return new OrderWriter(session, clock.instant()).change(existing, packageId, draft.quote());
        });
    }

    /** Whoever wants something of the service at the same moment waits, and is then told of this. */
    static void requireNoOther(Session session, ServiceId serviceId) throws SQLException {
        Services.hold(session, serviceId);
        var open = session.find("select id from open_order where service_id = ?", row -> row.number("id"), serviceId);
        if (open.isPresent()) {
            throw Refused.because("order.other", open.get());
        }
    }
}
