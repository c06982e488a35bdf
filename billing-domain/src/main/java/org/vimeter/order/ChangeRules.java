package org.vimeter.order;

import java.sql.SQLException;
import java.util.List;
import org.vimeter.db.Session;
import org.vimeter.input.Fields;
import org.vimeter.problem.Refused;
import org.vimeter.recurring.Selection;
import org.vimeter.recurring.Subscriptions;
import org.vimeter.recurring.Subscriptions.Terms;
import org.vimeter.service.ServiceId;
import org.vimeter.service.Services;

/** What may not be done to a service that is there, whatever its package sells. */
final class ChangeRules {
    private ChangeRules() {}

    /** Two changes of one day would leave no part of the month between them to be counted. */
    static void requireFirstToday(Session session, ServiceSnapshot present) throws SQLException {
        var configs = Services.configs(session, present.service().id());
        boolean today = configs.size() > 1
                && Subscriptions.begun(configs).equals(present.today())
                && configs.stream()
                        .anyMatch(
                                one -> !one.packageId().equals(present.service().packageId()));
        if (today) {
            throw Refused.because("order.once-a-day", present.service().vmName());
        }
    }

    /** What runs on the VM must be sold with the package. */
    static void requireImage(ServiceSnapshot present, Terms terms, Fields fields) {
        if (!present.service().image().isEmpty()
                && !terms.offer().images().contains(present.service().image())) {
            fields.faults.add("servicePackage", "order.image", present.service().image());
        }
    }

    /** A disk never shrinks, and an address is never taken from a VM. */
    static void requireNoLess(ServiceSnapshot present, Terms terms, Selection asked, Fields fields) {
        var before = Allotment.of(present.terms().offer(), present.choices());
        var after = Allotment.of(terms.offer(), asked);
        for (var type : List.of("disc", "ip", "ipv6")) {
            if (after.amount(type) < before.amount(type)) {
                shrinks(present, terms, type, fields);
            }
        }
    }

    private static void shrinks(ServiceSnapshot present, Terms terms, String type, Fields fields) {
        var addOn = terms.offer().ofType(type);
        var title = addOn.or(() -> present.terms().offer().ofType(type))
                .map(one -> one.title())
                .orElse(type);
        var name = addOn.map(one -> "quantities." + one.name()).orElse("servicePackage");
        fields.faults.add(name, "order.shrinks", title);
    }

    /** What staff stopped they may want to look at. */
    static void requireNotHeld(Session session, ServiceId serviceId, String vmName) throws SQLException {
        var held = session.find(
                "select 1 from suspensions where service_id = ? and cause in ('STAFF', 'ABUSE') and order_id is null and lifted_at is null",
                row -> true,
                serviceId);
        if (held.isPresent()) {
            throw Refused.because("order.held", vmName);
        }
    }
}
