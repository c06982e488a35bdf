package org.vimeter.order;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Db;
import org.vimeter.db.Session;
import org.vimeter.offer.Per;
import org.vimeter.offer.Rule;
import org.vimeter.office.Fields;
import org.vimeter.order.OrderDesk.Placing;
import org.vimeter.order.OrderWriter.Existing;
import org.vimeter.problem.Faults;
import org.vimeter.problem.Refused;
import org.vimeter.recurring.Cycle;
import org.vimeter.recurring.Subscriptions.Terms;

/** Takes orders that change a service or end it. */
public final class ServiceDesk {
    private static final int LONGEST_NOTE = 300;
    private static final int LONGEST_MONTH = 31;

    private final Db db;
    private final Clock clock;

    public ServiceDesk(Db db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Whose service, and who wants to change it. Staff are not bound by change policies. */
    public record Asking(Placing placing, long serviceId, boolean isStaff) {}

    /**
     * What a change comes to.
     *
     * @param settlements of a change of package
     */
    public record Draft(String vmName, Quote quote, List<Settlement> settlements, boolean changes, Faults faults) {}

    /** An end, as somebody wrote it. */
    public static class EndInput {
        /** {@code NOW} or {@code PERIOD}. */
        public @Nullable String when;

        /** Give back what is paid for the days after it; staff only. */
        public boolean refund;

        public @Nullable String note;
    }

    public Draft draft(Asking asking, OrderInput input) {
        return db.rehearse(session -> draft(session, asking, input));
    }

    private Draft draft(Session session, Asking asking, OrderInput input) throws SQLException {
        var available = Funds.lock(session, asking.placing().accountId());
        var present = Present.of(session, clock, asking.placing().accountId(), asking.serviceId());
        var fields = new Fields(new Faults());
        boolean other = input.servicePackage != 0
                && input.servicePackage != present.billed().packageId();
        var terms = other ? other(session, present, input.servicePackage) : present.terms();
        var rules = new OrderRules(terms.offer(), fields);
        var per = per(present, terms, input, asking.isStaff(), fields);
        var asked = rules.choices(carried(input, present, terms), present.image());
        if (other) {
            ChangeRules.requireFirstToday(session, present);
            ChangeRules.requireImage(present, terms, fields);
        }
        rules.requireAllowed(present.choices(), asked, asking.isStaff());
        ChangeRules.requireNoLess(present, terms, asked, fields);
        OrderDesk.requireRoom(session, rules, asked, present.serverId(), present.image());
        var booked = Quotes.booked(session, asking.serviceId(), available.currency(), per, present.today());
        var quote = Quotes.change(terms, booked, asked, present.today(), available);
        var settlements = other
                ? Settlement.of(session, present.billed(), input.servicePackage, present.today())
                : List.<Settlement>of();
        if (!asking.isStaff() && quote.first().isNegative() && quote.cycle().days() > LONGEST_MONTH) {
            fields.faults.add("quoted", "order.long-period", quote.first().negated());
        }
        boolean changes = other || !asked.equals(present.choices()) || per != present.per();
        return new Draft(present.vmName(), quote, settlements, changes, fields.faults);
    }

    /** A package that is on sale on the service's server. */
    private Terms other(Session session, Present present, long packageId) throws SQLException {
        var terms = Quotes.onSale(session, packageId, present.billed().currency(), present.today());
        if (!terms.offer().servers().contains(present.serverId())) {
            throw Refused.because(
                    "order.other-server", present.vmName(), terms.version().name());
        }
        return terms;
    }

    private static Per per(Present present, Terms terms, OrderInput input, boolean isStaff, Fields fields) {
        var per = present.per();
        if (per == null && isStaff) {
            var sold = Quotes.periods(terms, present.billed().currency());
            per = Fields.plain(input.per).isEmpty() && !sold.isEmpty()
                    ? sold.get(0)
                    : fields.constant("per", Per.class, input.per);
        }
        if (per == null) {
            throw Refused.because("order.no-period", present.vmName());
        }
        if (!Quotes.periods(terms, present.billed().currency()).contains(per)) {
            fields.faults.add("per", "order.period", per);
        }
        return per.isPeriod() ? per : Per.MONTHLY;
    }

    /** What was not written stays as it is, where the package has the same add-on. */
    private static OrderInput carried(OrderInput input, Present present, Terms terms) {
        var carried = new OrderInput();
        carried.quantities.putAll(Fields.each(input.quantities));
        carried.elements.putAll(Fields.each(input.elements));
        carried.quantities.values().removeIf(text -> Fields.plain(text).isEmpty());
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
    public long change(Asking asking, OrderInput input) {
        return db.transaction(session -> {
            var key = "change/" + asking.serviceId() + "/" + OrderDesk.key(input);
            var before = OrderWriter.byKey(session, key);
            if (before.isPresent()) {
                SameOrder.require(session, before.get(), input);
                return before.get();
            }
            requireNoOther(session, asking.serviceId());
            var draft = draft(session, asking, input);
            var fields = new Fields(draft.faults());
            OrderDesk.requireQuoted(fields, input, draft.quote().first());
            fields.faults.refuseIfAny();
            if (!draft.changes()) {
                throw Refused.because("order.no-change", draft.vmName());
            }
            long packageId = draft.quote().terms().version().packageId();
            var existing = new Existing(key, asking.placing(), asking.serviceId());
            return new OrderWriter(session, clock.instant()).change(existing, packageId, draft.quote());
        });
    }

    /** The number of the order. At the period's end what is paid is used up; at once only staff give money back. */
    public long end(Asking asking, EndInput input) {
        return db.transaction(session -> {
            var present = Present.of(session, clock, asking.placing().accountId(), asking.serviceId());
            requireNoOther(session, asking.serviceId());
            var when = Fields.plain(input.when);
            if (!when.equals("NOW") && !when.equals("PERIOD")) {
                throw Refused.because("request.constant", when, "[NOW, PERIOD]");
            }
            if (!asking.isStaff()) {
                ChangeRules.requireNotHeld(session, asking.serviceId(), present.vmName());
            }
            if (input.refund && !asking.isStaff()) {
                throw Refused.because("order.refund");
            }
            var note = Fields.plain(input.note);
            var shortened = note.length() > LONGEST_NOTE ? note.substring(0, LONGEST_NOTE) : note;
            @Nullable LocalDate notBefore = when.equals("NOW") ? null : periodEnd(present);
            var key = "end/" + asking.serviceId() + "/" + clock.instant();
            var existing = new Existing(key, asking.placing(), asking.serviceId());
            return new OrderWriter(session, clock.instant()).end(existing, notBefore, input.refund, shortened);
        });
    }

    /** The day after the last that is paid for; where nothing recurs, the first of the next month. */
    private static LocalDate periodEnd(Present present) {
        var per = present.per();
        return Cycle.at(per == null ? Per.MONTHLY : per, present.today()).next();
    }

    /** Whoever wants something of the service at the same moment waits, and is then told of this. */
    private static void requireNoOther(Session session, long serviceId) throws SQLException {
        session.find("select 1 from service where id = ? for update", row -> true, serviceId);
        var open = session.find(
                "select id from service_order where service_id = ? and status in ('WAITING', 'OPEN', 'STAFF')",
                row -> row.number("id"),
                serviceId);
        if (open.isPresent()) {
            throw Refused.because("order.other", open.get());
        }
    }
}
