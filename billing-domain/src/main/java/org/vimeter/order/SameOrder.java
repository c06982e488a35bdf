package org.vimeter.order;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Session;
import org.vimeter.input.Fields;
import org.vimeter.input.Texts;
import org.vimeter.offer.OfferedAddOn;
import org.vimeter.order.Order.Purchase;
import org.vimeter.problem.Faults;
import org.vimeter.problem.Refused;
import org.vimeter.recurring.Selection;
import org.vimeter.recurring.Subscriptions;

/** Whether what comes again under a key is what came first. What it leaves out may have been anything. */
final class SameOrder {
    private SameOrder() {}

    static void require(Session session, OrderId orderId, OrderInput input) throws SQLException {
        var order = Orders.find(session, orderId).orElseThrow();
        if (!isSameVm(session, order, input) || !isSame(session, order, input)) {
            throw Refused.conflict("order.key-taken", Texts.plain(input.key), orderId);
        }
    }

    private static boolean isSameVm(Session session, Order order, OrderInput input) throws SQLException {
        var rules = new OrderRules(Orders.terms(session, order).offer(), new Fields(new Faults()));
        var domain = Texts.plain(input.domain).isEmpty() ? "" : rules.domain(input.domain);
        var per = order instanceof Purchase purchase ? purchase.per().name() : "";
        return (input.servicePackage == 0
                        || input.servicePackage == order.packageId().value())
                && isSame(input.per, per)
                && isSame(input.image, order.vm().image())
                && isSame(domain, order.vm().domain());
    }

    private static boolean isSame(@Nullable String again, String first) {
        return Texts.plain(again).isEmpty() || Texts.plain(again).equals(first);
    }

    private static boolean isSame(Session session, Order order, OrderInput input) throws SQLException {
        var offer = Orders.terms(session, order).offer();
        var choices = Subscriptions.choices(session, order.id().value());
        return Fields.each(input.quantities).entrySet().stream()
                        .allMatch(one -> offer.addOn(one.getKey())
                                .filter(addOn -> isSame(addOn, one.getValue(), choices))
                                .isPresent())
                && Fields.each(input.elements).entrySet().stream().allMatch(one -> isSame(one, choices));
    }

    private static boolean isSame(OfferedAddOn addOn, @Nullable String quantity, Selection choices) {
        var plain = Texts.plain(quantity);
        var first = choices.quantities().get(addOn.name());
        return plain.isEmpty()
                || (Texts.isQuantity(plain)
                        && first != null
                        && addOn.unit().fromBase(first).compareTo(new BigDecimal(plain)) == 0);
    }

    private static boolean isSame(Map.Entry<String, String> element, Selection choices) {
        return isSame(element.getValue(), choices.elements().getOrDefault(element.getKey(), ""));
    }
}
