package org.vimeter.order;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.account.AccountId;
import org.vimeter.db.Session;
import org.vimeter.offer.BillingPeriod;
import org.vimeter.offer.Versions;
import org.vimeter.problem.Refused;
import org.vimeter.recurring.Cycle;
import org.vimeter.recurring.Selection;
import org.vimeter.recurring.Subscriptions;
import org.vimeter.recurring.Subscriptions.Terms;
import org.vimeter.service.Service;
import org.vimeter.service.ServiceId;
import org.vimeter.service.Services;
import org.vimeter.service.Services.Config;

/**
 * A service as it is when somebody wants to change it.
 *
 * @param today by its server's calendar
 * @param per null when nothing recurs
 * @param choices what it has, complete
 * @param terms the version that its present period is under
 */
record ServiceSnapshot(
        Service service, LocalDate today, @Nullable BillingPeriod per, Selection choices, Terms terms) {

    /** Of an account's own service that has not ended. */
    static ServiceSnapshot of(Session session, Clock clock, AccountId accountId, ServiceId serviceId)
            throws SQLException {
        var service = Services.lock(session, accountId, serviceId);
        var today = service.today(clock);
        var configs = Services.configs(session, serviceId);
        var last = configs.isEmpty() ? null : configs.get(configs.size() - 1);
        var per = last == null ? null : last.per();
        var terms = terms(session, service, configs, per, today);
        var chosen = Subscriptions.choices(session, last == null ? null : last.orderId());
        return new ServiceSnapshot(service, today, per, chosen.of(terms.offer()), terms);
    }

    private static Terms terms(
            Session session, Service service, List<Config> configs, @Nullable BillingPeriod per, LocalDate today)
            throws SQLException {
        if (per != null) {
            var start = Cycle.at(per, today).start();
            var begun = Subscriptions.begun(configs);
            var inForce = Subscriptions.inForce(
                    session, service.packageId(), service.currency(), per, begun.isAfter(start) ? begun : start);
            if (inForce.isPresent()) {
                return inForce.get();
            }
        }
        var version = Versions.inForce(session, service.packageId(), today)
                .orElseThrow(() -> Refused.unknown("package.unknown", service.packageId()));
        return new Terms(version, Versions.offer(session, version));
    }
}
